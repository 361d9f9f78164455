import { z } from 'zod'
import { ItemId, PatientId } from './ids.ts'
import { RecordAtAGlance } from './record/glance.ts'
import { HalfWritten, HalfWrittenKey } from './record/halfWritten.ts'
import { ItemHistory } from './record/history.ts'
import { RecordMarks } from './record/marks.ts'
import { OpenSealed, SealedItems } from './record/sealed.ts'
import { ConfirmEntries, Corrected, EditEntry, Edited, HistoryQuery, RetractEntry } from './recordActs.ts'
import { route } from './route.ts'
import { Instant } from './time.ts'

const none = z.strictObject({})
const person = z.strictObject({ patientId: PatientId })
/** `asked=yes`: the person wants to be asked each time, and was. */
const asked = z.strictObject({ asked: z.literal('yes').optional() })

/** What is done with a record that is open without a call: the same acts as in one. Part of the one table in routes.ts. */
export const sharedRoutes = {
  editShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/entries',
    params: person,
    query: asked,
    body: EditEntry,
    reply: Edited,
  }),
  keepSharedForm: route({
    method: 'PUT',
    path: '/api/people/:patientId/record/half-written',
    params: person,
    query: asked,
    body: HalfWritten,
    reply: none,
  }),
  dropSharedForm: route({
    method: 'POST',
    path: '/api/people/:patientId/record/half-written/drop',
    params: person,
    query: asked,
    body: HalfWrittenKey,
    reply: none,
  }),
  confirmShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/confirm',
    params: person,
    query: asked,
    body: ConfirmEntries,
    reply: Corrected,
  }),
  retractShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/retract',
    params: person,
    query: asked,
    body: RetractEntry,
    reply: Corrected,
  }),
  sharedHistory: route({
    method: 'GET',
    path: '/api/people/:patientId/record/items/:itemId/history',
    params: person.extend({ itemId: ItemId }),
    query: HistoryQuery.extend(asked.shape),
    body: z.undefined(),
    reply: z.object({ history: ItemHistory }),
  }),
  /** One section that is kept apart, for a reason of its own. */
  openSealedShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/sealed',
    params: person,
    query: asked,
    body: OpenSealed,
    reply: SealedItems,
  }),
  /** The record as it was at a moment that has passed, as far as it is shown to this reader now. */
  sharedAsOf: route({
    method: 'GET',
    path: '/api/people/:patientId/record/as-of',
    params: person,
    query: asked.extend({ at: Instant }),
    body: z.undefined(),
    /** The marks are those of today. */
    reply: z.object({ record: RecordAtAGlance, marks: RecordMarks }),
  }),
}
