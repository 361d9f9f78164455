import { dayInBritain } from '#shared/days.ts'
import type { OrganisationKind } from '#shared/organisations.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Sees } from '#shared/sharing.ts'
import type { Instant } from '#shared/time.ts'
import { type Agreement, agreementOf, type Restriction, restrictionOf } from './sharing.ts'

/** An organisation as far as it matters for sharing. `odsCode` names it as well as its name does. */
export type Organisation = { name: string; kind: OrganisationKind; odsCode: string | null }

/** What one record says that its person agreed to and keeps back. */
type Said = {
  agreements: readonly Agreement[]
  restrictions: readonly Restriction[]
  /** They wanted to be off the register: then nothing is shared, whatever was agreed to before. */
  isOffRegister: boolean
}

/** What a person agreed to and keeps back, as the record says it, and as those say it that are linked to it. */
export type Wishes = Said & { elsewhere: readonly Said[] }

export function wishesOf(entries: readonly Entry[], elsewhere: readonly Said[] = []): Wishes {
  return {
    elsewhere,
    isOffRegister: isOffRegister(entries),
    agreements: knownEntries(entries, 'consentToShare').flatMap(({ body }) => agreementOf(body) ?? []),
    restrictions: knownEntries(entries, 'sharingRestrictions').flatMap(
      ({ body }) => restrictionOf(body) ?? [],
    ),
  }
}

/** As sharingStore.ts asks it of the tables. */
function isOffRegister(entries: readonly Entry[]): boolean {
  const status = knownEntries(entries, 'registerStatus')[0]?.body.status
  if (status !== 'deceased') return status === 'withdrawn'
  const value = knownEntries(entries, 'consentToRegister')[0]?.body.value
  return value === 'declined' || value === 'withdrawn'
}

/**
 * What somebody of this organisation, who looks after the person, would be shown at this moment. The door asks the same of the
 * tables (sharingStore.ts) and is what counts; this says it beforehand, and what a change of mind comes to. Limits on one member
 * of staff are not of their organisation. A no and a limit count wherever of the linked records they were written down.
 */
export function whatSees(
  { agreements, restrictions, isOffRegister, elsewhere }: Wishes,
  organisation: Organisation,
  at: Instant,
): Sees {
  if (organisation.kind !== 'hub') {
    if (isOffRegister || elsewhere.some(other => other.isOffRegister)) return 'nothing'
    if (answerTo(agreements, organisation, at) !== true) return 'nothing'
    if (elsewhere.some(other => answerTo(other.agreements, organisation, at) === false)) return 'nothing'
  }
  const limits = [...restrictions, ...elsewhere.flatMap(other => other.restrictions)].filter(
    limit => isInForce(limit, at) && isAgainst(limit, organisation),
  )
  const onTheWhole = limits.filter(({ against }) => against !== 'section')
  if (onTheWhole.some(({ rule }) => rule === 'hide_all')) return 'nothing'
  if (onTheWhole.some(({ rule }) => rule === 'ask_each_time')) return 'after_asking'
  const hidesPart = limits.some(({ against, rule }) => against === 'section' || rule === 'hide_sections')
  return hidesPart ? 'parts' : 'everything'
}

/** Whether this record's own no, or a limit that stands in it, closes those linked to it as well. Nothing recorded closes only this one. */
export function closesLinked(
  { agreements, restrictions, isOffRegister }: Wishes,
  organisation: Organisation,
  at: Instant,
): boolean {
  return (
    isOffRegister ||
    answerTo(agreements, organisation, at) === false ||
    restrictions.some(
      limit =>
        limit.rule === 'hide_all' &&
        limit.against !== 'section' &&
        isInForce(limit, at) &&
        isAgainst(limit, organisation),
    )
  )
}

/**
 * What names the organisation counts before its kind, and that before everybody; of two that count alike, a no is a no, and so is a
 * yes that begins later. Undefined where nothing is recorded.
 */
function answerTo(
  agreements: readonly Agreement[],
  { name, kind }: Organisation,
  at: Instant,
): boolean | undefined {
  const meant = agreements
    .filter(
      ({ scope, organisation }) =>
        (scope === kind || scope === 'everyone_caring') &&
        (organisation === null || organisation === name.toLowerCase()),
    )
    .map(agreement => ({ ...agreement, place: placeOf(agreement) }))
  if (meant.length === 0) return undefined
  const first = Math.min(...meant.map(({ place }) => place))
  return meant
    .filter(({ place }) => place === first)
    .every(({ agrees, fromAt }) => agrees && (fromAt === null || fromAt <= at))
}

function placeOf({ scope, organisation }: Agreement): number {
  if (organisation !== null) return 0
  return scope === 'everyone_caring' ? 2 : 1
}

/** Whether a limit narrows anything at this moment. */
export function isInForce({ fromAt, untilOn }: Restriction, at: Instant): boolean {
  return (fromAt === null || fromAt <= at) && (untilOn === null || untilOn >= dayInBritain(at))
}

/** Whether a limit is one of this organisation's, also of its kind, or of everybody outside the line; never one of a single member of staff. */
export function isAgainst({ against, names }: Restriction, { name, kind, odsCode }: Organisation): boolean {
  switch (against) {
    case 'organisation':
      return names.includes(name.toLowerCase()) || (odsCode !== null && names.includes(odsCode))
    case 'scope':
      return kind !== 'hub' && (names.includes(kind) || names.includes('everyone_caring'))
    case 'section':
      return kind !== 'hub'
    case 'person':
      return false
    default:
      return against satisfies never
  }
}
