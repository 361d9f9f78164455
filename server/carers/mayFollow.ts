import { mayFollowVisits } from '#server/patients/carerStore.ts'
import type { MayFollow } from './visitLinkStore.ts'

/** Whether the carer of a link may be told who is coming, as their record stands now. */
export const mayFollow: MayFollow = sql => mayFollowVisits(sql, sql`l.patient_id`, sql`l.contact_item`)
