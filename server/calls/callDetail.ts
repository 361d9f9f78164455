import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { CallDetail, CallIdentity, CallMoment } from '#shared/calls.ts'
import { readDiary, readNotes, toBoard } from './callStore.ts'
import type { CallEvent } from './core/events.ts'
import { momentOf } from './core/moments.ts'
import type { StoredCall } from './storedCall.ts'

const EventKind = z.object({ kind: z.string() })

/** A call with its identity, notes and story, for the nurse who works on it. */
export async function callDetail(db: Database, call: StoredCall): Promise<CallDetail> {
  const [notes, diary] = await Promise.all([readNotes(db, call.id), readDiary(db, call.id)])
  const moments = diary.flatMap(({ at, event, by }): CallMoment[] => {
    // The diary's events were written by this house from CallEvent values; the kind decides which.
    const moment = EventKind.safeParse(event).success ? momentOf(event as CallEvent, by, at) : null
    return moment ? [moment] : []
  })
  return { call: toBoard(call), identity: identityOf(call), notes, moments }
}

export function identityOf({ identityEpoch, patientId, identity }: StoredCall): CallIdentity {
  return { epoch: identityEpoch, patientId, ...identity }
}
