import { compareIdentity, compareSeveral, findLookAlikesOf } from '#server/patients/compareIdentity.ts'
import { soughtStreet } from '#server/patients/core/addressMatch.ts'
import { isWhole } from '#server/patients/core/soughtPostcode.ts'
import { findByNumber, findPatients } from '#server/patients/findPatients.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CandidateHint, IdentityMatch, Said, UnwantedBefore } from '#shared/calls.ts'
import type { CallId, LineId, PatientId } from '#shared/ids.ts'
import {
  type FoundPatient,
  type IdentityResult,
  type NumberBelongsTo,
  PatientQuery,
  SaidByCaller,
} from '#shared/patients.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { CallDeps } from './changeCall.ts'
import { callInHand, callOfLine } from './commandCall.ts'
import { stateOf } from './core/call.ts'
import { holder, isWaiting } from './core/follows.ts'
import { type Shown, toMatch } from './core/toMatch.ts'
import { NO_MONTH, warnBoth } from './core/warnBoth.ts'
import { isInHand } from './identityStore.ts'
import type { StoredCall } from './storedCall.ts'

export type FindPerson = {
  name?: string | undefined
  birthDate?: string | undefined
  nhsNumber?: string | undefined
  postcode?: string | undefined
  street?: string | undefined
  phone?: string | undefined
}
type Tools = CallDeps & { today: () => string }

/**
 * Who a number suggests, as hints: initials and a month, nothing that tells a stranger anything. Shown to every nurse of the
 * line while the caller waits for one, and then to her who has the call.
 */
export async function candidatesOf(
  deps: Tools,
  actor: Actor,
  callId: CallId,
  requestId: string,
): Promise<CandidateHint[]> {
  const from = numberShownTo(actor, await callOfLine(deps, actor, callId))
  if (!from) return []
  const looker = { actor, why: { kind: 'call' as const, callId }, requestId }
  const match = await findByNumber(deps, { lineId: actor.lineId, from, looker })
  if (match.kind !== 'candidates') return []
  return match.candidates.map(({ patientId, initials, birthMonth, hasDied, belongsTo }) => ({
    patientId,
    initials,
    birthMonth: birthMonth ?? NO_MONTH,
    ...(hasDied ? { hasDied } : {}),
    numberIs: [...new Set(belongsTo.map(whose))].join(', '),
    sharedWith: match.candidates.length - 1 + (match.more ? 1 : 0),
  }))
}

/** Outcomes are above this module, which is handed them. */
export type ReadsUnwanted = {
  unwantedFrom: (number: { lineId: LineId; from: E164; at: Instant }) => Promise<UnwantedBefore | null>
}

/** Whether the number has misused the line before: shown to whom its hints are. Of somebody we ring ourselves it is not asked. */
export async function unwantedOf(
  deps: Tools & ReadsUnwanted,
  actor: Actor,
  callId: CallId,
): Promise<UnwantedBefore | null> {
  const call = await callOfLine(deps, actor, callId)
  const from = numberShownTo(actor, call)
  if (!from || call.facts.direction === 'outbound') return null
  return deps.unwantedFrom({ lineId: actor.lineId, from, at: deps.clock() })
}

/** The number at the other end, for every nurse while somebody waits there, and then for her who has the call. */
function numberShownTo({ staffId }: Actor, { facts }: StoredCall): E164 | null {
  if (!isWaiting(stateOf(facts)) && holder(facts)?.staffId !== staffId) return null
  return facts.direction === 'inbound' ? facts.from : (facts.to as E164 | null) // we dialled it ourselves
}

function whose(belongsTo: NumberBelongsTo): string {
  return belongsTo.kind === 'patient' ? 'their own' : belongsTo.relationship
}

/** Holds what the caller said against the people the number suggests. */
export async function checkCandidates(
  deps: Tools,
  actor: Actor,
  callId: CallId,
  said: Said,
  requestId: string,
): Promise<IdentityMatch[]> {
  await callInHand(deps, actor, callId)
  saidByCaller(said)
  const hints = await candidatesOf(deps, actor, callId, requestId)
  const people = hints.map(hint => ({
    patientId: hint.patientId,
    name: null,
    initials: hint.initials,
    birthMonth: hint.birthMonth,
    age: null,
    deceased: hint.hasDied ?? false,
    marks: {},
  }))
  return matchesOf(deps, actor, callId, said, requestId, people, inHand(deps, actor, callId))
}

type Found = { matches: IdentityMatch[]; more: boolean; isPhoneUnreadable: boolean }

/** Looks for the unmatched caller's person among everybody of the line. */
export async function findPerson(
  deps: Tools,
  actor: Actor,
  callId: CallId,
  wanted: FindPerson,
  requestId: string,
): Promise<Found> {
  await callInHand(deps, actor, callId)
  return findAmongAll(deps, actor, callId, wanted, requestId, inHand(deps, actor, callId))
}

/** As `findPerson`, for whoever has another reason to settle whom this call is about: `relationship`. */
export async function findAmongAll(
  deps: Tools,
  actor: Actor,
  callId: CallId,
  wanted: FindPerson,
  requestId: string,
  relationship: Fragment,
): Promise<Found> {
  const query = PatientQuery.safeParse(filled(wanted))
  if (!query.success) throw unreadable(query.error.issues)
  const { street, ...others } = query.data
  if (street !== undefined && Object.keys(others).length === 0 && !soughtStreet(street)) throw noStreet()
  const found = await findPatients(deps, {
    actor,
    why: { kind: 'search', callId },
    requestId,
    query: query.data,
    today: deps.today(),
  })
  const said: Said = {
    ...(wanted.name ? { name: wanted.name } : {}),
    ...(wanted.birthDate ? { birthDate: wanted.birthDate } : {}),
    ...(wanted.nhsNumber ? { nhsNumber: wanted.nhsNumber } : {}),
    // Of a sector or a district the record holds nothing that could match: it is looked for and not compared.
    ...(query.data.postcode && isWhole(query.data.postcode) ? { address: query.data.postcode } : {}),
    ...(street === undefined ? {} : { address: street }),
  }
  const matches = await matchesOf(
    deps,
    actor,
    callId,
    said,
    requestId,
    found.patients.map(shown),
    relationship,
  )
  return { matches, more: found.more, isPhoneUnreadable: found.isPhoneUnreadable ?? false }
}

function shown(person: FoundPatient): Shown {
  return {
    patientId: person.patientId,
    name: person.name,
    initials: '',
    birthMonth: person.birthMonth ?? NO_MONTH,
    age: person.age ?? null,
    deceased: person.isDeceased,
    marks: person.marks,
  }
}

/** One person held against what was said: match or no match, never the record's own value. */
export async function compare(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  patientId: PatientId,
  said: Said,
  requestId: string,
  relationship = inHand(deps, actor, callId),
): Promise<IdentityResult> {
  const compared = await compareIdentity(deps, {
    actor,
    patientId,
    why: { kind: 'call', callId },
    relationship,
    requestId,
    said: saidByCaller(said),
  })
  if (compared.kind === 'refused') throw noSuchPerson()
  return compared.result
}

function inHand({ db }: CallDeps, { lineId, staffId }: Actor, callId: CallId): Fragment {
  return isInHand(db.sql, callId, lineId, staffId)
}

export function noSuchPerson(): Problem {
  return new Problem('not_found', 'There is no such person on this line.')
}

/** So many are held against those of the line who could be taken for them; in a longer list only those who could be confirmed. */
const FEW = 3

/** Each held against what was said, the likest first; of those who match, who could be taken for them, and of all, for each other. */
async function matchesOf(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  said: Said,
  requestId: string,
  people: readonly Shown[],
  relationship: Fragment,
): Promise<IdentityMatch[]> {
  const looking = { actor, why: { kind: 'call' as const, callId }, relationship, requestId }
  const isAnythingSaid = Object.keys(filled(said)).length > 0
  const patientIds = people.map(({ patientId }) => patientId)
  const results =
    isAnythingSaid && patientIds.length > 0
      ? await compareSeveral(deps, { ...looking, patientIds, said: saidByCaller(said) })
      : undefined
  const matches = people.flatMap(person => {
    const result = results ? results.get(person.patientId) : NOTHING_SAID
    return result ? [toMatch(person, said, result)] : []
  })
  const isShownBeside = (match: IdentityMatch) =>
    match.matched.length > 0 && (matches.length <= FEW || match.isEnough)
  const alike = await findLookAlikesOf(deps, {
    ...looking,
    patientIds: matches.filter(isShownBeside).map(match => match.patientId),
    // Found, and nothing matches yet: who else of the line is like them is nobody's to browse. That two of the list are, is.
    among: matches.length > 1 ? matches.map(match => match.patientId) : [],
    areNamed: people.every(({ name }) => name === null) ? 'by initials' : 'in full',
  })
  return warnBoth(matches, alike).toSorted(byLikeness)
}

const NOTHING_SAID: IdentityResult = {
  checks: [],
  matches: 0,
  isEnough: false,
  because: 'Nothing was said yet.',
}

function byLikeness(a: IdentityMatch, b: IdentityMatch): number {
  return b.matched.length - a.matched.length || a.notMatched.length - b.notMatched.length
}

function saidByCaller(said: Said): SaidByCaller {
  const { name, birthDate, address, nhsNumber, phrase } = said
  const parsed = SaidByCaller.safeParse(
    filled({ fullName: name, birthDate, addressOrPostcode: address, nhsNumber, phrase }),
  )
  if (!parsed.success) throw unreadable(parsed.error.issues)
  return parsed.data
}

function noStreet(): Problem {
  const says = 'A house number or a word like “road” is too little to search by: add the name of the street.'
  return new Problem('bad_request', says, { fields: { street: says } })
}

function filled(given: object): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
}

function unreadable(issues: readonly { path: PropertyKey[]; message: string }[]): Problem {
  const names: Record<string, string> = { fullName: 'name', addressOrPostcode: 'address' }
  const fields = Object.fromEntries(
    issues.map(({ path, message }) => [names[String(path[0] ?? '')] ?? String(path[0] ?? 'said'), message]),
  )
  return new Problem('bad_request', issues[0]?.message ?? 'Write down what the caller said.', { fields })
}
