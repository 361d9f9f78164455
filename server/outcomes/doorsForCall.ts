import { changeDoor } from '#server/doors/changeDoor.ts'
import { revealDoor } from '#server/doors/revealDoor.ts'
import { revealPlace } from '#server/patients/revealPlace.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import { afterPassword } from '#server/staff/provePassword.ts'
import type { ChangeDoor, DoorChanged, DoorKind, DoorShown } from '#shared/doors.ts'
import type { CallId } from '#shared/ids.ts'
import type { PlaceShown } from '#shared/location.ts'
import type { Actor } from '#shared/staff.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { inCall } from './inCall.ts'
import { lastCallsOf } from './lastCalls.ts'

export type DoorsForCallDeps = RecordDeps & { columnKeys: ColumnKeys }

/** Shows one code of the person a call is about to the nurse who holds it, as of the identity she saw. */
export function revealDoorForCall(
  deps: DoorsForCallDeps,
  actor: Actor,
  callId: CallId,
  { epoch, kind }: { epoch: number; kind: DoorKind },
  requestId: string,
): Promise<DoorShown> {
  const looking = { epoch, action: 'revealed', requestId } as const
  return afterPassword(deps, actor, () =>
    inCall(deps, actor, callId, looking, way => revealDoor(deps, way, kind)),
  )
}

/** Shows where the person is, though it is protected, to the nurse who holds a call about them and says why. */
export function revealPlaceForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, because }: { epoch: number; because: string },
  requestId: string,
): Promise<PlaceShown> {
  const looking = { epoch, action: 'revealed', requestId } as const
  return afterPassword(deps, actor, () =>
    inCall(deps, actor, callId, looking, way => revealPlace({ ...deps, lastCallsOf }, way, because)),
  )
}

/** Keeps what the call taught of how to get in. */
export function changeDoorForCall(
  deps: DoorsForCallDeps,
  actor: Actor,
  callId: CallId,
  asked: ChangeDoor & { epoch: number },
  requestId: string,
): Promise<DoorChanged> {
  const looking = { epoch: asked.epoch, action: 'changed', requestId } as const
  return inCall(deps, actor, callId, looking, way => changeDoor(deps, way, asked))
}
