import { stale } from '#server/calls/settleIdentity.ts'
import { doorsKept } from '#server/doors/doorStore.ts'
import { type CallerIs, mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { mayHearLog } from '#server/patients/core/mayHearLog.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import { halfWrittenOf } from '#server/patients/halfWrittenStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { LAST_CALLS } from '#server/patients/revealPlace.ts'
import { refusesCarersElsewhere } from '#server/patients/sharingStore.ts'
import { Written } from '#server/platform/written.ts'
import type { CallerDetails } from '#shared/calls.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { CallId } from '#shared/ids.ts'
import type { PastCall } from '#shared/outcomes.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import { known } from '#shared/record/knownState.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, isMinimum, type RecordDeps } from './aboutPatient.ts'
import { lastCallsOf } from './lastCalls.ts'

type Beside = { pastCalls: PastCall[]; doors: DoorKept[]; halfWritten: HalfWritten[]; refusesCarers: boolean }

/** The record of the person a call is about, for the nurse who holds the call, as of the identity she saw. */
export async function openForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<Written<typeof routes.openRecord.reply>> {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const { sql } = deps.db
  const { showsCalls } = looking
  const pastCalls = showsCalls
    ? lastCallsOf(sql, actor, { showsPlace: false, at: deps.clock() })
    : sql`'[]'::json`
  const value = sql`
    json_build_object(
      'pastCalls', ${pastCalls}, 'doors', ${doorsKept(sql)}, 'halfWritten', ${halfWrittenOf(sql, looking)},
      'refusesCarers', ${refusesCarersElsewhere(sql)}
    )`
  const beside = { what: showsCalls ? [LAST_CALLS] : [], value }
  const opened = await openRecord(deps, { ...looking, beside })
  if (opened.kind === 'refused') throw stale()
  const caller = callerIs(call.identity.caller, opened.entries)
  const { refusesCarers, ...shown } = opened.beside as Beside // parsed below, by the schema of the reply
  const told = mayBeTold(opened.entries, caller, {
    hasDied: hasDiedElsewhere(opened.marks),
    hasRefused: refusesCarers,
  })
  const heard = mayHearLog(opened.entries, caller, {
    hasDied: hasDiedElsewhere(opened.marks),
    hasRefused: refusesCarers,
    isUnchecked: call.identity.skippedBecause !== null,
  })
  const level = told.mayBeTold === 'not_recorded' ? 'nothing' : told.mayBeTold
  return Written.parts(routes.openRecord.reply, {
    epoch,
    record: deps.writeGlance(opened),
    marks: opened.marks,
    mayBeTold: { level, because: told.because },
    mayHearLog: heard,
    isMinimum: isMinimum(call),
    ...shown,
  })
}

const THEMSELVES = /^(the )?(patient|person|self|himself|herself|themselves|themself|me|own)$/

/** The nurse wrote 'herself' beside the person's own name, instead of ticking that it is them. */
function isThemselves({ name, relationship }: CallerDetails, entries: readonly Entry[]): boolean {
  const [identity] = knownEntries(entries, 'identity')
  const own = known(identity?.body.name)
  const names = nameWords([own?.given, own?.family, identity?.body.preferredName].filter(Boolean).join(' '))
  const said = nameWords(name)
  return (
    THEMSELVES.test(relationship.trim().toLowerCase()) &&
    said.length > 0 &&
    said.every(word => names.includes(word))
  )
}

/** Whom the nurse takes the caller to be: as she said, or the one contact whose name the caller gave. */
function callerIs(caller: CallerDetails | null, entries: readonly Entry[]): CallerIs {
  if (!caller) return { kind: 'someone_else' }
  if (caller.isPatient || isThemselves(caller, entries)) return { kind: 'patient' }
  if (caller.contactItemId) return { kind: 'contact', itemId: caller.contactItemId }
  const said = nameWords(caller.name)
  const named = knownEntries(entries, 'personalContacts').filter(({ body }) => {
    const words = nameWords(body.name)
    return said.length > 0 && said.every(word => words.includes(word))
  })
  const [only] = named
  return named.length === 1 && only ? { kind: 'contact', itemId: only.itemId } : { kind: 'someone_else' }
}
