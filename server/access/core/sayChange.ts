import { showClock, showMoment } from '#shared/days.ts'
import { mayBeToldChoices } from '#shared/record/people.ts'
import { Sees, type SharingChange } from '#shared/sharing.ts'
import type { Instant } from '#shared/time.ts'
import type { NewReceipt } from './sharingReceipts.ts'
import type { Later } from './turnsLater.ts'

/** A change of mind about sharing and what it came to, as they are kept. */
export type Kept = {
  changeId: string
  kind: 'settled' | 'withdrawn_all' | 'limited' | 'limit_ended' | 'edited' | 'retracted'
  at: Instant
  staffName: string
  organisation: string
  receipts: readonly {
    kind: 'organisation' | 'person' | 'carer' | 'code' | 'page'
    who: string
    organisation: string | null
    before: string | null
    after: string | null
    looksAfter: boolean | null
    later: Later<string | null> | null
    toldAt: Instant | null
    closedAt: Instant | null
  }[]
}

/** An emergency access that stands. */
export type BrokenGlass = { staffId: string; organisationId: string; until: Instant }
type Organisations = readonly {
  organisationId: string
  name: string
  people: readonly { staffId: string; name: string }[]
}[]

const WHAT: Readonly<Record<Kept['kind'], string>> = {
  settled: 'What may be shared was settled',
  withdrawn_all: 'All sharing was taken back',
  limited: 'Something was kept back',
  limit_ended: 'A limit was ended',
  edited: 'What may be shared was changed on the record itself',
  retracted: 'Something about sharing was marked as entered in error',
}

const SEES: Readonly<Record<Sees, string>> = {
  everything: 'the whole record',
  parts: 'the record without what you keep back, and without what was said in calls',
  after_asking: 'the record, after asking you',
  nothing: 'nothing',
}

/** The glass is broken against every wish (standing.ts): whoever takes something back hears that it can be, and by whom it is judged. */
const ALL_THE_SAME =
  'In an emergency a doctor, a nurse or an ambulance crew can still open the whole record, if they write down why. You can read that they did, and the privacy officer asks about each one.'

/** What was changed and what became of it, to the person: to read, or to have read out. */
export function sayChange({ changeId, kind, at, staffName, organisation, receipts }: Kept): SharingChange {
  return {
    changeId,
    at,
    what: WHAT[kind],
    heardBy: `${staffName}, ${organisation}`,
    receipts: [
      ...organisations(receipts),
      ...receipts
        .filter(receipt => receipt.kind !== 'organisation')
        .map(receipt => ({ what: sayReceipt(receipt), at: receipt.closedAt ?? receipt.toldAt })),
    ],
    ...((kind === 'withdrawn_all' || kind === 'limited' || receipts.some(seesLess)) && {
      allTheSame: ALL_THE_SAME,
    }),
  }
}

/** What a change came to for organisations and staff, to a privacy officer: what a carer may be told is of the record. */
export function receiptsForOfficer(receipts: readonly NewReceipt[]): string {
  const kept = receipts.map(({ looksAfter = null, later = null, ...receipt }) => ({
    ...receipt,
    looksAfter,
    later,
    organisation: null,
    toldAt: null,
    closedAt: null,
  }))
  const said = [
    ...organisations(kept).map(({ what }) => what),
    ...kept.filter(({ kind }) => kind === 'person').map(sayReceipt),
  ]
  return said
    .join(' ')
    .replaceAll('you keep', 'they keep')
    .replaceAll('asking you', 'asking them')
    .replaceAll('look after you', 'look after them')
    .replaceAll('looks after you', 'looks after them')
}

/** Somebody is shown less than everything from now on, or from then on, by whichever form it was said. */
function seesLess({ kind, before, after, later }: Kept['receipts'][number]): boolean {
  if (kind !== 'organisation' && kind !== 'person') return false
  const next = before === after ? later?.is : after
  return typeof next === 'string' && next !== 'everything'
}

/** Who has broken the glass and sees the record at this moment, to the person. */
export function sayOpenInEmergency(those: readonly BrokenGlass[], organisations: Organisations): string[] {
  return those.map(({ staffId, organisationId, until }) => {
    const organisation = organisations.find(one => one.organisationId === organisationId)
    const name = organisation?.people.find(one => one.staffId === staffId)?.name ?? 'Somebody'
    const who = [name, organisation?.name].filter(Boolean).join(', ')
    return `${who}, has opened your record in an emergency and can see it until ${showMoment(until)}.`
  })
}

/**
 * Those for whom the same changed are said together: ten lines that say the same are read by nobody. Who looks after the person comes
 * first; of the others it is not said that they saw anything.
 */
function organisations(receipts: Kept['receipts']): SharingChange['receipts'] {
  const alike = Map.groupBy(
    receipts
      .filter(({ kind }) => kind === 'organisation')
      .toSorted((a, b) => Number(b.looksAfter) - Number(a.looksAfter)),
    ({ before, after, looksAfter, later }) => `${looksAfter} ${after} ${before} ${later?.is} ${later?.at}`,
  )
  return [...alike.values()].map(those => ({ what: sayAlike(those), at: those[0]?.closedAt ?? null }))
}

function sayAlike(those: Kept['receipts']): string {
  const [{ before = null, after = null, later = null } = {}] = those
  const isOne = those.length === 1
  const then = later ? `${showMoment(later.at)} ${isOne ? 'it sees' : 'they see'} ${sees(later.is)}` : null
  if (then === null || before !== after)
    return [sayNow(those), then ? `From ${then}.` : ''].filter(Boolean).join(' ')
  const names = those.map(({ who }) => who).toSorted()
  const still = `${isOne ? `${names[0]} sees` : `${names.length} see`} ${sees(after)} as before; from ${then}`
  const ifThen = those[0]?.looksAfter ? '' : `, if ${isOne ? 'it looks' : 'they look'} after you then`
  return `${still}${ifThen}${isOne ? '' : `: ${names.join(', ')}`}.`
}

function sayNow(those: Kept['receipts']): string {
  const [{ before = null, after = null, looksAfter = null } = {}] = those
  const names = those.map(({ who }) => who).toSorted()
  const [is, was] = [sees(after), sees(before)]
  if (names.length === 1)
    switch (looksAfter) {
      case true:
        return `${names[0]} sees ${is}; before, ${was}.`
      case false:
        return `${names[0]} does not look after you now. If it does later, it sees ${is}; before, it could have seen ${was}.`
      default:
        return `${names[0]} sees ${is}, if it looks after you; before, it could have seen ${was}.`
    }
  const all = names.join(', ')
  switch (looksAfter) {
    case true:
      return `${names.length} see ${is}; before, ${was}: ${all}.`
    case false:
      return `${names.length} do not look after you now. If they do later, they see ${is}; before, they could have seen ${was}: ${all}.`
    default:
      return `${names.length} see ${is}, if they look after you; before, they could have seen ${was}: ${all}.`
  }
}

function sayReceipt({
  kind,
  who,
  organisation,
  before,
  after,
  toldAt,
  closedAt,
  later,
}: Kept['receipts'][number]): string {
  const from = later ? ` From ${showMoment(later.at)}: ` : ''
  switch (kind) {
    case 'organisation':
    case 'person':
      return `${who} sees ${seesAlone(after)}.${later ? `${from}${seesAlone(later.is)}.` : ''}`
    case 'carer':
      return `${who} may be told: ${told(after)}${before && before !== after ? `; before: ${told(before)}` : ''}.${later ? `${from}${told(later.is)}.` : ''}`
    case 'code':
      return `A code that ${who} gave to an ambulance crew${before ? ` at ${showMoment(before)}` : ''} opens nothing any more.`
    case 'page':
      return closedAt
        ? `${who}, ${organisation}, had your record on a screen: taken off at ${showClock(closedAt)}.`
        : `${who}, ${organisation}, had your record on a screen: told at ${toldAt ? showClock(toldAt) : 'once'} to take it off; we have not heard that it did.`
    default:
      return kind satisfies never
  }
}

/** Of one member of staff: null where no limit is on them. */
function seesAlone(value: string | null): string {
  return value === null ? 'what their organisation sees' : `${sees(value)}, whatever their organisation sees`
}

function sees(value: string | null): string {
  const known = Sees.safeParse(value)
  return known.success ? SEES[known.data] : 'nothing'
}

function told(level: string | null): string {
  if (level === null || !Object.hasOwn(mayBeToldChoices, level)) return 'not settled'
  return mayBeToldChoices[level as keyof typeof mayBeToldChoices].text.toLowerCase() // a key, as was just asked
}
