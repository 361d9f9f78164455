import { dayInBritain, showDay, showMoment } from '#shared/days.ts'
import type { Agreed } from '#shared/record/agreed.ts'
import { CALLS_RECORDED, type ConsentValue, sharingScopes, waysOfAsking } from '#shared/record/consent.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import { partTitle } from '#shared/record/parts.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import type { Instant } from '#shared/time.ts'
import type { Item, Reading } from './reading.ts'
import { beginsLater, doesAgree } from './sharing.ts'

type Single = 'consentToRegister' | 'consentToTellCarers' | 'consentToRecording'
type Agreement = Single | 'consentToShare'

/**
 * What the person agreed to, as a nurse would say it aloud: four separate things and their limits, each with who, when and how.
 * Never a tick: "nobody has asked" is as much an answer as a no. Of what this reader is not shown nothing is said.
 */
export function agreedOf(reading: Reading): Agreed[] {
  const name = nameOf(reading)
  return [
    ...single(reading, name, 'consentToRegister', 'register', 'being on the register'),
    ...sharing(reading, name),
    ...carers(reading, name),
    ...single(reading, name, 'consentToRecording', 'recording', CALLS_RECORDED),
    ...limits(reading),
  ]
}

type Named = { called: string; isOwn: (speaker: string) => boolean; hasDied: boolean }

/** As they are called, 'the person' where no name is known, and whether a name that was written down as the speaker's is theirs. */
function nameOf(reading: Reading): Named {
  const identity = reading.one('identity')?.body
  const { given, family } = known(identity?.name) ?? {}
  const firsts = [identity?.preferredName, given].filter(first => first !== undefined)
  const own = [...firsts, ...firsts.map(first => `${first} ${family}`)].map(folded)
  const { hasDied } = reading
  return { called: firsts[0] ?? 'The person', isOwn: speaker => own.includes(folded(speaker)), hasDied }
}

function folded(name: string): string {
  return name.trim().toLowerCase()
}

function single(
  reading: Reading,
  name: Named,
  section: Single,
  about: Agreed['about'],
  to: string,
): Agreed[] {
  if (!reading.sees(section)) return []
  const item = reading.one(section)
  if (!item) return [{ about, says: [notAsked(reading, `about ${to}`)], state: openOf(reading) }]
  return [{ about, says: [sentence(name, item, to, reading)], state: stateOf([item], reading) }]
}

function sharing(reading: Reading, name: Named): Agreed[] {
  if (!reading.sees('consentToShare')) return []
  const items = reading.of('consentToShare')
  if (items.length === 0)
    return [
      {
        about: 'sharing',
        says: [notAsked(reading, 'about sharing: nobody but this line sees it')],
        state: openOf(reading),
      },
    ]
  const widest = items.toSorted((a, b) => width(a) - width(b))
  return [
    {
      about: 'sharing',
      says: widest.map(item => sentence(name, item, `sharing with ${withWhom(item)}`, reading)),
      state: stateOf(items, reading),
    },
  ]
}

function width({ body: { scope, organisation } }: Item<'consentToShare'>): number {
  if (organisation !== undefined) return 2
  return scope === 'everyone_caring' ? 0 : 1
}

function withWhom({ body: { scope, organisation } }: Item<'consentToShare'>): string {
  if (organisation !== undefined) return organisation
  const { text } = sharingScopes[scope]
  return scope === 'out_of_hours' || scope === 'gp' ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

function carers(reading: Reading, name: Named): Agreed[] {
  if (!reading.sees('consentToTellCarers', 'personalContacts')) return []
  const item = reading.one('consentToTellCarers')
  const overall = item
    ? [sentence(name, item, 'carers being told things', reading)]
    : [notAsked(reading, `whether carers ${reading.hasDied ? 'could' : 'may'} be told things`)]
  const isRefused = item && (isNo(item.body.value) || beginsLater(item.body, reading.asOf) !== undefined)
  const contacts = reading.of('personalContacts')
  const each = contacts.map(({ body: { name: who, relationship, mayBeTold } }) => {
    const of = `${who} (${relationshipInWords(relationship)})`
    const may = reading.hasDied ? 'could' : 'may'
    if (isRefused) return `${of} ${may} be told nothing.`
    if (!isUnknown(mayBeTold))
      return `${of} ${may} be told ${(reading.hasDied ? WAS_TOLD : TOLD)[mayBeTold]}.`
    return reading.hasDied
      ? `It was not settled what ${of} could be told.`
      : `Not settled what ${of} may be told.`
  })
  const levels = contacts.map(({ body }) => body.mayBeTold)
  const isMixed = levels.some(level => level !== levels[0])
  const state = isMixed && !isRefused ? 'mixed' : item ? stateOf([item], reading) : openOf(reading)
  return [{ about: 'carers', says: [...overall, ...each], state }]
}

const TOLD = {
  all: 'everything',
  condition: 'how things are',
  logistics: 'only who is coming and when',
  nothing: 'nothing',
} as const

const WAS_TOLD = { ...TOLD, condition: 'how things were', logistics: 'only who was coming and when' } as const

function limits(reading: Reading): Agreed[] {
  if (!reading.sees('sharingRestrictions')) return []
  const standing = reading
    .of('sharingRestrictions')
    .filter(({ body }) => !body.endedAt && (body.until === undefined || body.until >= reading.today))
  if (standing.length === 0) return []
  return [
    {
      about: 'limits',
      says: standing.map(
        item => `${limitInWords(item, reading.asOf)}${reading.hasDied ? ' That still holds.' : ''}`,
      ),
      state: 'no',
    },
  ]
}

/** The kinds of organisation that are named in the plural. */
const MANY: readonly (keyof typeof sharingScopes)[] = ['out_of_hours', 'voluntary']

/** 'Dales Ambulance Service is shown nothing, since 12-Nov-2026.' One that has still to begin: '…, from 3-Dec-2026.' */
export function limitInWords({ body }: Pick<Item<'sharingRestrictions'>, 'body'>, asOf: Instant): string {
  const { against, rule, sections = [], from, until } = body
  const when = [
    from ? (from > asOf ? `from ${shortest(from, asOf)}` : `since ${showDay(dayInBritain(from))}`) : '',
    until ? `until ${showDay(until)}` : '',
  ].filter(Boolean)
  const then = when.length > 0 ? `, ${when.join(', ')}` : ''
  if (against.kind === 'section')
    return `Nobody but this line is shown ${quoted([...new Set([against.section, ...sections])])}${then}.`
  const who = against.kind === 'scope' ? sharingScopes[against.scope].text : against.name
  const whoIs = `${who} ${against.kind === 'scope' && MANY.includes(against.scope) ? 'are' : 'is'}`
  if (rule === 'hide_all') return `${whoIs} shown nothing${then}.`
  if (rule === 'ask_each_time') return `${who} must ask each time before looking${then}.`
  return `${whoIs} not shown ${quoted(sections) || 'some parts'}${then}.`
}

function quoted(names: readonly string[]): string {
  return names.map(name => `“${partTitle(name)}”`).join(', ')
}

/** In life it is still to be asked; after a death it is said that it was not. */
function notAsked({ hasDied }: Reading, words: string): string {
  return hasDied ? `Nobody had asked ${words}.` : `Not yet asked ${words}.`
}

function openOf({ hasDied }: Reading): Agreed['state'] {
  return hasDied ? 'no' : 'open'
}

/** 'Elsie agreed to sharing with Moor End Surgery on 3-Mar-2026, from 1-Apr-2026, by telephone. It does not hold until then.' */
function sentence(name: Named, item: Item<Agreement>, to: string, { asOf }: Reading): string {
  const { from } = item.body
  const said = withWhen(name, item, to, whenOf(item, asOf))
  if (beginsLater(item.body, asOf)) return `${said} It does not hold until then.`
  return isNo(item.body.value) && from !== undefined && from > asOf ? `${said} It holds already.` : said
}

function isNo(value: ConsentValue): boolean {
  return value === 'declined' || value === 'withdrawn'
}

/** ' on 3-Mar-2026', when it was said; and ', from 1-Apr-2026' where it begins on a later day, or has still to begin. */
function whenOf({ body: { from, evidence, bestInterests } }: Item<Agreement>, asOf: Instant): string {
  const said = evidence?.at ? dayInBritain(evidence.at) : bestInterests?.on
  const begins = from && dayInBritain(from)
  const isLater = from !== undefined && (from > asOf || (said !== undefined && dayInBritain(from) > said))
  const day = bestInterests?.on ?? (isLater ? said : (begins ?? said))
  return [day ? ` on ${showDay(day)}` : '', isLater ? `, from ${shortest(from, asOf)}` : ''].join('')
}

/** The day, and the hour as well where it is today. */
function shortest(at: Instant, asOf: Instant): string {
  const day = dayInBritain(at)
  return day === dayInBritain(asOf) ? showMoment(at) : showDay(day)
}

function withWhen(
  { called: name, isOwn, hasDied }: Named,
  item: Item<Agreement>,
  to: string,
  when: string,
): string {
  const { value, by, evidence, bestInterests } = item.body
  const how =
    evidence?.how && evidence.how !== 'not_recorded' ? `, ${inSentence(waysOfAsking[evidence.how].text)}` : ''
  // Whoever else said it, said it for them: a wife's no on the telephone is not read as the husband's own.
  const teller = by && !isOwn(by) ? by : undefined
  const forName = teller ? ` for ${name}` : ''
  switch (value) {
    case 'given_by_person':
      return `${name} agreed to ${to}${when}${how}${teller ? `, as ${teller} said` : ''}.`
    case 'given_by_attorney_or_deputy':
      return `${by ?? 'The attorney or deputy'} agreed to ${to} for ${name}${when}${how}.`
    case 'best_interests_decision':
      return `${bestInterests?.assessor ?? 'Somebody'} decided ${to} in ${name}’s best interests${when}${hasDied ? '' : review(item)}.`
    case 'declined':
      return `${by ?? name} said no to ${to}${forName}${when}${how}.`
    case 'withdrawn':
      return `${by ?? name} took back the agreement to ${to}${forName}${when}${how}.`
    case 'not_yet_asked':
      return hasDied ? `Nobody had asked about ${to}.` : `Not yet asked about ${to}.`
    case 'lacks_capacity_pending':
      return hasDied
        ? `${name} could not decide about ${to}, and it was not settled.`
        : `${name} cannot decide about ${to} at present: it is being settled${when.startsWith(' on') ? `, since${when.slice(3)}` : ''}.`
    default:
      return value satisfies never
  }
}

function review({ body: { bestInterests, reviewOn } }: Item<Agreement>): string {
  const on = bestInterests?.reviewOn ?? reviewOn
  return on ? `, to be looked at again on ${showDay(on)}` : ''
}

function inSentence(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function stateOf(items: readonly Item<Agreement>[], reading: Reading): Agreed['state'] {
  const states = new Set(
    items.map(({ body }) => {
      if (beginsLater(body, reading.asOf)) return 'later'
      return doesAgree(body.value) ? 'yes' : isNo(body.value) ? 'no' : openOf(reading)
    }),
  )
  const [first = openOf(reading)] = states
  return states.size > 1 ? 'mixed' : first
}
