import { putOnCaseload } from '#server/access/relationshipStore.ts'
import { sharingByForm } from '#server/access/sharingByForm.ts'
import { aboutPatient, refusal } from '#server/outcomes/aboutPatient.ts'
import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import { FACT_SECTIONS } from '#server/patients/core/identityFacts.ts'
import { numberTaken } from '#server/patients/core/numberTaken.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CallId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Registered, RegisterPerson } from '#shared/registering.ts'
import type { Actor } from '#shared/staff.ts'
import { registrationEntries } from './core/registrationEntries.ts'
import type { PeopleDeps } from './peopleDeps.ts'
import { readRegistration } from './readRegistration.ts'
import { caseloadsOf, whoIsAlike } from './registerPerson.ts'

/** Sections a registration writes to that may hold something of a provisional person. */
const READ: readonly SectionName[] = [
  ...FACT_SECTIONS,
  'referral',
  'consentToRegister',
  'consentToTellCarers',
  'consentToRecording',
  'primaryDiagnosis',
]

/**
 * A provisional person becomes somebody who is registered, in the call about them and by one act: the same form, written over
 * what was begun. All entries, who looks after them and the access log are one statement.
 */
export async function completePerson(
  deps: PeopleDeps,
  actor: Actor,
  callId: CallId,
  completing: RegisterPerson & { epoch: number },
  requestId: string,
): Promise<Registered> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const completed = await completeAsRead(deps, actor, callId, completing, requestId)
    if (completed !== 'outrun') return completed
  }
  throw new Problem(
    'conflict',
    'A colleague is writing on this record at this moment. Look at it, then save again.',
  )
}

/** Writers of one record are few; more tries than that mean something else is wrong. */
const TRIES = 4

async function completeAsRead(
  deps: PeopleDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, person, notThese }: RegisterPerson & { epoch: number },
  requestId: string,
): Promise<Registered | 'outrun'> {
  const wanted = { action: 'changed' as const, requestId }
  const { patientId, looking } = await aboutPatient(deps, actor, callId, epoch, wanted)
  const ready = await readRegistration(deps, actor, person)
  const opened = await openRecord(deps, { ...looking, only: READ, requestId })
  if (opened.kind === 'refused') throw refusal(opened.because)
  if (!isProvisional(opened.entries)) {
    if (wasCompletedBy(opened.entries, actor)) return { kind: 'registered', patientId }
    throw new Problem(
      'conflict',
      'This person is registered already: change what is new on the record itself.',
    )
  }
  const asked = { actor, why: looking.why, ready, notThese, except: patientId, isInCall: true, requestId }
  const alike = await whoIsAlike(deps, asked)
  if (alike) return alike
  const at = deps.clock()
  const entries = registrationEntries(ready, {
    patientId,
    author: authorOf(actor),
    source: looking.source,
    at,
    today: dayInBritain(at),
    newId: deps.newId,
    versions: versionsOf(opened.entries),
  })
  if (opened.covered?.whole.some(kept => isWrittenOver(kept, entries))) throw practiceIsKept()
  const { sql } = deps.db
  // Whoever was told to see nothing of somebody provisional may see what they agreed to from now on.
  const takenOn = caseloadsOf(actor, ready)
  const sharing = await sharingByForm(deps, looking, { commandId, kind: 'settled', entries, takenOn })
  if (sharing.kind === 'refused') throw refusal(sharing.because)
  const keeps = sharing.alongside?.keeps
  const listed = (isWritten: Fragment) => putOnCaseload(sql, actor, takenOn, isWritten)
  const changed = await changeRecord(deps, {
    ...looking,
    entries,
    at,
    alongside: {
      ...sharing.alongside,
      keeps: isWritten => (keeps ? sql`${listed(isWritten)}, ${keeps(isWritten)}` : listed(isWritten)),
    },
  })
  if (changed.kind === 'refused') {
    // Perhaps because somebody came to have this number since the look.
    const meanwhile = changed.because === numberTaken(actor) ? await whoIsAlike(deps, asked) : undefined
    if (meanwhile) return meanwhile
    throw refusal(changed.because)
  }
  // The versions, and whom they share with, are as they were read: somebody wrote since.
  if (changed.kind === 'stale') return 'outrun'
  deps.wakeFeed(actor.lineId)
  return { kind: 'registered', patientId }
}

type Item = { section: SectionName; itemId: string }

/** Of a protected person's items one would be written over that she is not shown. */
function isWrittenOver(kept: Item, entries: readonly Item[]): boolean {
  return entries.some(({ section, itemId }) => section === kept.section && itemId === kept.itemId)
}

function practiceIsKept(): Problem {
  return new Problem('bad_request', 'Some of this cannot be kept as it is.', {
    fields: {
      gpPractice:
        'Where they are is protected, and a practice stands on the record already. Leave this empty here: have it shown, and change it there.',
    },
  })
}

function isProvisional(entries: readonly Entry[]): boolean {
  return entries.some(
    entry =>
      entry.section === 'registerStatus' &&
      entry.knownState === 'known' &&
      entry.body.status === 'provisional',
  )
}

/** The answer was lost and the form came again. */
function wasCompletedBy(entries: readonly Entry[], { staffId }: Actor): boolean {
  return entries.some(({ section, author }) => section === 'registerStatus' && author.id === staffId)
}

function versionsOf(entries: readonly Entry[]): Map<SectionName, number> {
  return new Map(
    entries
      .filter(({ section }) => sectionOf(section).cardinality === 'one')
      .map(({ section, version }) => [section, version]),
  )
}
