import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { beginsLater, doesAgree, type Restriction, restrictionOf } from '#server/patients/core/sharing.ts'
import type { ConsentValue } from '#shared/record/consent.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { entriesAfter } from './sharingReceipts.ts'

/** A record's sharing sections as they are, and what is to be written of them. */
type Write = { entries: readonly Entry[]; written: readonly EntryToWrite[] }

/** Whether these versions say something else of sharing than those before: another evidence or a mended word is none. */
export function changesSharing(write: Write, at: Instant): boolean {
  const after = entriesAfter(write)
  return write.written.some(
    ({ section, itemId }) =>
      JSON.stringify(meaningOf(write.entries, section, itemId, at)) !==
      JSON.stringify(meaningOf(after, section, itemId, at)),
  )
}

/**
 * Whether more may be seen, told or done after these versions than before, of anything and by anybody, at this moment or later: asked
 * item by item, so that nothing is widened by narrowing something else.
 */
export function widens(write: Write, at: Instant): boolean {
  return someMeaning(write, at, (was, is) => isWider(was, is))
}

/** Whether less may be, asked in the same way: what would be wider if it were taken back. */
export function narrows(write: Write, at: Instant): boolean {
  return someMeaning(write, at, (was, is) => isWider(is, was))
}

function someMeaning(
  write: Write,
  at: Instant,
  asked: (was: Meaning | null, is: Meaning | null) => boolean,
): boolean {
  const after = entriesAfter(write)
  return write.written.some(({ section, itemId }) => {
    const was = meaningOf(write.entries, section, itemId, at)
    const is = meaningOf(after, section, itemId, at)
    return JSON.stringify(was) !== JSON.stringify(is) && asked(was, is)
  })
}

type Meaning =
  /** `begins`: of a yes, where that is later. */
  | { of: 'agreement'; value: ConsentValue; with: string | null; begins: Instant | null }
  | { of: 'limit'; limit: Restriction }
  | { of: 'carer'; name: string; level: number }
  | { of: 'register'; isOff: boolean }

/** Not settled is told as little as nothing, and is no refusal. */
const LEVELS = ['nothing', undefined, 'logistics', 'condition', 'all'] as const
const NOT_SETTLED = LEVELS.indexOf(undefined)

/** Null where the item says nothing: none is there, it is not known, or it was entered in error. */
function meaningOf(
  entries: readonly Entry[],
  section: SectionName,
  itemId: string,
  at: Instant,
): Meaning | null {
  const of = <Name extends SectionName>(name: Name) =>
    knownEntries(entries, name).find(entry => entry.itemId === itemId)?.body
  switch (section) {
    case 'consentToShare': {
      const body = of('consentToShare')
      const to = body && `${body.scope} ${body.organisation?.toLowerCase() ?? ''}`
      return body && to !== undefined ? agreementAt(body, to, at) : null
    }
    case 'consentToRegister':
    case 'consentToTellCarers':
    case 'consentToRecording': {
      const body = of(section)
      return body ? agreementAt(body, null, at) : null
    }
    case 'sharingRestrictions': {
      const limit = restrictionOf(of('sharingRestrictions'))
      return limit && { of: 'limit', limit }
    }
    case 'personalContacts': {
      const body = of('personalContacts')
      return body ? { of: 'carer', name: body.name, level: LEVELS.indexOf(known(body.mayBeTold)) } : null
    }
    case 'registerStatus': {
      const body = of('registerStatus')
      return body ? { of: 'register', isOff: body.status === 'withdrawn' } : null
    }
    default:
      return null
  }
}

function agreementAt(
  { value, from }: { value: ConsentValue; from?: Instant | undefined },
  to: string | null,
  at: Instant,
): Meaning {
  return { of: 'agreement', value, with: to, begins: beginsLater({ value, from }, at) ?? null }
}

function isWider(was: Meaning | null, is: Meaning | null): boolean {
  const kind = (is ?? was)?.of
  switch (kind) {
    case 'agreement':
      return isMoreAgreed(was?.of === kind ? was : null, is?.of === kind ? is : null)
    case 'limit':
      return was?.of === kind && !(is?.of === kind && isWithin(was.limit, is.limit))
    case 'carer': {
      if (is?.of !== kind) return false
      const before = was?.of === kind && was.name === is.name ? was.level : NOT_SETTLED
      return is.level > before
    }
    case 'register':
      return was?.of === kind && was.isOff && !(is?.of === kind && is.isOff)
    case undefined:
      return false
    default:
      return kind satisfies never
  }
}

type Agreed = Extract<Meaning, { of: 'agreement' }>

/**
 * A yes that was not there, or begins sooner; or a no, a question still open, a yes that was still to begin, or the one it was about, that
 * is there no more.
 */
function isMoreAgreed(was: Agreed | null, is: Agreed | null): boolean {
  const isSame = was !== null && is !== null && was.with === is.with
  if (isSame && doesAgree(was.value) && doesAgree(is.value)) return (is.begins ?? '') < (was.begins ?? '')
  if (isSame) return openness(is.value) > openness(was.value)
  const wasYes = was === null || (doesAgree(was.value) && was.begins === null)
  return !wasYes || (is !== null && doesAgree(is.value))
}

function openness(value: ConsentValue): 0 | 1 | 2 {
  if (doesAgree(value)) return 2
  return value === 'declined' || value === 'withdrawn' ? 0 : 1
}

/** Whether a limit keeps back at least what another does, from the same, and for as long. */
function isWithin(narrow: Restriction, by: Restriction): boolean {
  const isSame = narrow.against === by.against && narrow.names.every(name => by.names.includes(name))
  const isAsLong =
    (by.fromAt ?? '') <= (narrow.fromAt ?? '') &&
    (by.untilOn === null || (narrow.untilOn !== null && by.untilOn >= narrow.untilOn))
  const isAsMuch =
    by.rule === 'hide_all' && by.against !== 'section'
      ? true
      : by.rule === narrow.rule && narrow.sections.every(section => by.sections.includes(section))
  return isSame && isAsLong && isAsMuch
}
