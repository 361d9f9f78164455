import { z } from 'zod'
import { Said } from './calls.ts'
import { CallId, PatientId } from './ids.ts'
import { WhyPlace } from './location.ts'
import {
  AboutNobody,
  CallRests,
  LeftWritten,
  MoveOutcome,
  OutcomeMoved,
  RestCall,
  SavedWords,
  SavedWordsShown,
  SettleLeft,
} from './movedOutcome.ts'
import { Corrected } from './recordActs.ts'
import { FindPerson, FoundPersons } from './recordRoutes.ts'
import { route } from './route.ts'
import { SideBySide } from './sideBySide.ts'

const call = z.strictObject({ callId: CallId })
const none = z.strictObject({})

/** A saved outcome that was on the wrong record: part of the one table in routes.ts. */
export const movedRoutes = {
  callsAboutNobody: route({
    method: 'GET',
    path: '/api/calls-about-nobody',
    params: none,
    query: none,
    body: z.undefined(),
    reply: AboutNobody,
  }),
  savedWords: route({
    method: 'GET',
    path: '/api/calls/:callId/outcome/saved',
    params: call,
    query: none,
    body: z.undefined(),
    reply: SavedWords,
  }),
  revealSavedWords: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/saved',
    params: call,
    query: none,
    body: z.strictObject({ because: WhyPlace }),
    reply: SavedWordsShown,
  }),
  findRightPerson: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/right-person',
    params: call,
    query: none,
    body: FindPerson,
    reply: FoundPersons,
  }),
  /** Whose record a saved call is on, beside somebody whom it may have been about. */
  besideMove: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/beside',
    params: call,
    query: none,
    body: z.strictObject({ patientId: PatientId, said: Said }),
    reply: SideBySide,
  }),
  moveOutcome: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/move',
    params: call,
    query: none,
    body: MoveOutcome,
    reply: OutcomeMoved,
  }),
  leftWritten: route({
    method: 'GET',
    path: '/api/calls/:callId/outcome/left',
    params: call,
    query: none,
    body: z.undefined(),
    reply: LeftWritten,
  }),
  settleLeft: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/left',
    params: call,
    query: none,
    body: SettleLeft,
    reply: Corrected,
  }),
  restCall: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome/rest',
    params: call,
    query: none,
    body: RestCall,
    reply: CallRests,
  }),
}
