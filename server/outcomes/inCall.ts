import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { CallId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps, refusal } from './aboutPatient.ts'

/** Does something to the record of the person a call is about, for the nurse who holds the call; a closed door refuses in words. */
export async function inCall<Done extends { kind: string }>(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  {
    epoch,
    ...wanted
  }: { epoch: number; action: 'opened' | 'changed' | 'revealed' | 'read_log'; requestId: string },
  act: (way: WayIn) => Promise<Done | Refused>,
): Promise<Exclude<Done, Refused>> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, wanted)
  const done = await act(looking)
  if (isRefused(done)) throw refusal(done.because)
  return done as Exclude<Done, Refused> // as `isRefused` says
}

function isRefused(done: { kind: string }): done is Refused {
  return done.kind === 'refused'
}
