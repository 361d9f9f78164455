import { isKnownTo, isOwnOf, keptFrom, keptFromOwn } from '#server/access/knownTo.ts'
import { putOnCaseload } from '#server/access/relationshipStore.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { beganWith } from '#server/patients/beganStore.ts'
import { authorOf } from '#server/patients/changeRecord.ts'
import { type EntryToWrite, refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { lookedAtChange, registerEntries } from '#server/patients/entryStore.ts'
import { mayAlreadyBe } from '#server/patients/mayAlreadyBe.ts'
import { isNumberFree } from '#server/patients/nhsNumberStore.ts'
import { MOST_BESIDE, standSideBySide } from '#server/patients/standSideBySide.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import { type OrganisationId, PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import { isSame } from '#shared/record/sayValue.ts'
import type { Registered, RegisterPerson } from '#shared/registering.ts'
import type { Actor } from '#shared/staff.ts'
import { factsOf, type Ready, registrationEntries } from './core/registrationEntries.ts'
import type { PeopleDeps } from './peopleDeps.ts'
import { readRegistration } from './readRegistration.ts'

/**
 * Registers somebody who was referred: record, first entries with where they come from, the list of who looks after them, and the
 * access log, in one statement. First it is shown who may already be the same; nothing is saved until somebody says of
 * everybody shown that it is not they. The same command twice is one person.
 */
export async function registerPerson(
  deps: PeopleDeps,
  actor: Actor,
  { commandId, person, notThese }: RegisterPerson,
  requestId: string,
): Promise<Registered> {
  const patientId = PatientId.parse(commandId)
  const ready = await readRegistration(deps, actor, person)
  const entries = entriesFor(deps, actor, patientId, ready)
  const before = await alreadyDone(deps, actor, patientId, entries)
  if (before) return before
  const why = { kind: 'registration' } as const
  const { sql } = deps.db
  const onlyIf = isNumberFree(sql, actor.lineId, ready.person.nhsNumber, patientId)
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const alike = await whoIsAlike(deps, { actor, why, ready, notThese, isInCall: false, requestId })
    // Perhaps this very form, which came twice and was saved between the two looks.
    if (alike) return (await alreadyDone(deps, actor, patientId, entries)) ?? alike
    const [row] = await deps.db.run(sql<{ registered: boolean }[]>`
      with ${registerEntries(sql, { lineId: actor.lineId, patientId, entries, onlyIf })},
      ${putOnCaseload(sql, actor, caseloadsOf(actor, ready), sql`exists (select from person)`)},
      ${lookedAtChange(sql, patientId)},
      ${appendAccess(sql, { actor, action: 'registered', why, requestId })}
      select exists (select from person) as registered`)
    if (row?.registered) return { kind: 'registered', patientId }
    const done = await alreadyDone(deps, actor, patientId, entries)
    if (done) return done
  }
  throw new Problem(
    'conflict',
    'Somebody is registering this NHS number at this moment. Look again, then save.',
  )
}

/** A number that was taken between the look and the writing is shown on the next look. */
const TRIES = 3

/** Who looks after somebody who is referred: whoever refers, and whoever registers. */
export function caseloadsOf(actor: Actor, { person }: Ready): OrganisationId[] {
  const from = person.referral?.organisationId
  return [...new Set([...(from ? [from] : []), actor.organisationId])]
}

function entriesFor(deps: PeopleDeps, actor: Actor, patientId: PatientId, ready: Ready): EntryToWrite[] {
  const at = deps.clock()
  const entries = registrationEntries(ready, {
    patientId,
    author: authorOf(actor),
    source: { kind: 'referral' },
    at,
    today: dayInBritain(at),
    newId: deps.newId,
    versions: new Map(),
  })
  const because = entries
    .map(entry => refusedBecause(entry, patientId, at))
    .find(words => words !== undefined)
  if (because !== undefined) throw new Problem('bad_request', because)
  return entries
}

/** The answer was lost on its way and the same form came again; another form under the same id is not saved, and says so. */
async function alreadyDone(
  deps: PeopleDeps,
  actor: Actor,
  patientId: PatientId,
  entries: readonly EntryToWrite[],
): Promise<Registered | undefined> {
  const rows = await deps.db.run(beganWith(deps.db.sql, actor.lineId, patientId))
  if (rows.length === 0) return undefined
  const isMine =
    rows.every(row => row.authorId === actor.staffId) &&
    rows.length === entries.length &&
    entries.every(({ section, knownState, body }) =>
      rows.some(
        row =>
          row.section === section && row.knownState === knownState && isSame(row.body ?? undefined, body),
      ),
    )
  if (isMine) return { kind: 'registered', patientId }
  throw new Problem(
    'conflict',
    'This person was registered from this form already, and the form says something else now. Open their record and write there what is new.',
  )
}

/** Those who may be the same and of whom nobody has said yet that they are not; undefined where there is nobody. */
export async function whoIsAlike(
  deps: PeopleDeps,
  asked: {
    actor: Actor
    why: WhyOpened
    ready: Ready
    notThese: readonly PatientId[]
    except?: PatientId
    /** Completed in the call about them: then those who answer the line see everybody of it. */
    isInCall: boolean
    requestId: string
  },
): Promise<Extract<Registered, { kind: 'alike' }> | undefined> {
  const { actor, why, ready, notThese, except, isInCall, requestId } = asked
  const { sql } = deps.db
  const isShown = isInCall ? isKnownTo(sql, actor) : isOwnOf(sql, actor)
  const kept = isInCall ? keptFrom(sql, actor) : keptFromOwn(sql, actor)
  const facts = factsOf(ready)
  const { people, sameNumber, mayExist, isNumberTaken } = await mayAlreadyBe(deps, {
    actor,
    why,
    facts,
    isShown,
    kept,
    hints: actor.organisationKind === 'hub' ? 'nearly named' : 'whole',
    ...(except ? { except } : {}),
    requestId,
  })
  const isSeen = (id: PatientId) => notThese.includes(id)
  const isAllSeen = people.every(({ patientId }) => isSeen(patientId)) && (!mayExist || isSeen(mayExist))
  // Two records of one number are never begun: it is the same person, or the number is wrong. Whoever may not see the record
  // cannot know which, and whoever may sees that a number is put right first.
  if (isAllSeen && !isNumberTaken) return undefined
  const beside =
    people.length === 0
      ? null
      : await standSideBySide(deps, {
          actor,
          why,
          patientIds: people.slice(0, MOST_BESIDE - 1).map(({ patientId }) => patientId),
          isShown: isShown(sql`p.id`),
          kept: kept(sql`p.id`),
          typed: { label: 'You wrote', facts },
          requestId,
        })
  return { kind: 'alike', people, beside, sameNumber, mayExist, isStopped: isNumberTaken }
}
