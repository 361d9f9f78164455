import { z } from 'zod'
import { ChangeDoor, DoorChanged, DoorKind, DoorShown } from './doors.ts'
import { CallId, PatientId } from './ids.ts'
import { PlaceShown, WhyPlace } from './location.ts'
import { route } from './route.ts'
import { Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const person = z.strictObject({ patientId: PatientId })
const asked = z.strictObject({ asked: z.literal('yes').optional() })

/** What is shown only when it is asked for, and alone: keysafe and door codes, a protected place. Part of the one table in routes.ts. */
export const doorRoutes = {
  revealDoorForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/reveal-door',
    params: call,
    query: none,
    body: z.strictObject({ epoch: Version, kind: DoorKind }),
    reply: DoorShown,
  }),
  changeDoorForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/doors',
    params: call,
    query: none,
    body: ChangeDoor.extend({ epoch: Version }),
    reply: DoorChanged,
  }),
  revealDoor: route({
    method: 'POST',
    path: '/api/people/:patientId/record/reveal-door',
    params: person,
    query: asked,
    body: z.strictObject({ kind: DoorKind }),
    reply: DoorShown,
  }),
  changeDoor: route({
    method: 'POST',
    path: '/api/people/:patientId/record/doors',
    params: person,
    query: asked,
    body: ChangeDoor,
    reply: DoorChanged,
  }),
  revealPlaceForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/reveal-place',
    params: call,
    query: none,
    body: z.strictObject({ epoch: Version, because: WhyPlace }),
    reply: PlaceShown,
  }),
  revealPlace: route({
    method: 'POST',
    path: '/api/people/:patientId/record/reveal-place',
    params: person,
    query: asked,
    body: z.strictObject({ because: WhyPlace }),
    reply: PlaceShown,
  }),
}
