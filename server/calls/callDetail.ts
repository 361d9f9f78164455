import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { CallDetail, CallIdentity, CallMoment } from '#shared/calls.ts'
import { readDiary, readNotes, toBoard } from './callStore.ts'
import type { CallEvent } from './core/events.ts'
import { momentOf } from './core/moments.ts'
import { readOutcomeDraft } from './notesStore.ts'
import type { StoredCall } from './storedCall.ts'

const EventKind = z.object({ kind: z.string() })

/** Who it is about is settled beside the call's own facts, by the nurse. */
const SETTLED: Readonly<Record<string, string>> = {
  identified: 'Who it is about was confirmed',
  identity_cleared: 'It was said to be about somebody else',
  outcome_moved: 'Its outcome was moved to the right record',
}

/** A call with its identity, notes and story, for the nurse who works on it. */
export async function callDetail(db: Database, call: StoredCall): Promise<CallDetail> {
  const [notes, outcomeDraft, diary] = await Promise.all([
    readNotes(db, call.id),
    readOutcomeDraft(db, call.id),
    readDiary(db, call.id),
  ])
  const moments = diary.flatMap(({ at, event, by }): CallMoment[] => {
    const { kind } = EventKind.parse(event)
    const settled = SETTLED[kind]
    if (settled) return [{ at, what: settled, by }]
    // Every other event in the diary was written by this house from a CallEvent.
    const moment = momentOf(event as CallEvent, by, at)
    return moment ? [moment] : []
  })
  return { call: toBoard(call), identity: identityOf(call), notes, outcomeDraft, moments }
}

export function identityOf({ identityEpoch, patientId, identity }: StoredCall): CallIdentity {
  return { epoch: identityEpoch, patientId, ...identity }
}
