import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { CallDetail, CallIdentity, CallMoment } from '#shared/calls.ts'
import { readDiary, toBoard } from './callStore.ts'
import { heldBefore } from './core/call.ts'
import type { CallEvent } from './core/events.ts'
import { momentOf } from './core/moments.ts'
import { partyDetails } from './core/partyRows.ts'
import { readKeptWords } from './notesStore.ts'
import type { StoredCall } from './storedCall.ts'

const EventKind = z.object({ kind: z.string() })
/** What became of its outcome when it was settled anew whom it is about (outcomes/goesAlong.ts), or by an act. */
const Beside = z.object({
  kind: z.string(),
  patientId: z.string().nullish(),
  outcomeLeft: z.string().optional(),
  outcomeBack: z.string().optional(),
})
type Beside = z.infer<typeof Beside>

/** Who it is about is settled beside the call's own facts, by the nurse. */
const SETTLED: Readonly<Record<string, string>> = {
  identified: 'Who it is about was confirmed',
  identity_cleared: 'It was said to be about somebody else',
  caller_chosen: 'It was said which of the record is calling',
  outcome_moved: 'Its outcome was moved to the right record',
  outcome_rested: 'It was let rest: nobody could find out whom it was about',
  outcome_taken_up: 'It was taken up again: whom it was about may be found out',
}

/** A call with its identity, notes and story, for the nurse who works on it. */
export async function callDetail(db: Database, call: StoredCall): Promise<CallDetail> {
  const [{ notes, outcomeDraft }, diary] = await Promise.all([
    readKeptWords(db, call.id),
    readDiary(db, call.id),
  ])
  const moments = diary.flatMap(({ at, event, by }): CallMoment[] => {
    const { kind } = EventKind.parse(event)
    const settled = SETTLED[kind]
    if (settled) return [{ at, what: settled, by }]
    // Every other event in the diary was written by this house from a CallEvent.
    const moment = momentOf(event as CallEvent, by, at, call.facts.parties)
    return moment ? [moment] : []
  })
  return {
    call: toBoard(call),
    identity: identityOf(call),
    notes,
    outcomeDraft,
    moments,
    parties: partyDetails(call.facts),
    heldBefore: heldBefore(call.facts),
    outcomeHasLeft: hasLeft(diary.map(({ event }) => Beside.parse(event))),
  }
}

/** What was saved of it left its record because the call was about somebody else, and is on none since. */
function hasLeft(events: readonly Beside[]): boolean {
  const isMove = ({ kind }: Beside) => kind === 'outcome_moved'
  const last = events.findLast(event => event.outcomeLeft || event.outcomeBack || isMove(event))
  if (!last) return false
  return isMove(last) ? !last.patientId : last.outcomeLeft !== undefined
}

export function identityOf({ identityEpoch, patientId, identity }: StoredCall): CallIdentity {
  return { epoch: identityEpoch, patientId, ...identity }
}
