import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { type LineId, StaffId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { HEARD_WITHIN_SECONDS } from './staffStore.ts'

const ShiftLead = z.object({
  staffId: StaffId,
  name: z.string(),
  phone: E164.nullable(),
  /** Their console answers: what the board shows reaches them. */
  isHeard: z.boolean(),
})
export type ShiftLead = z.infer<typeof ShiftLead>
const ShiftLeads = z.array(ShiftLead)

/** Everybody who leads shifts of the line and may sign in. */
export async function readShiftLeads({ sql, run }: Database, lineId: LineId): Promise<ShiftLead[]> {
  const rows = await run(sql`
    select staff.id as staff_id, staff.name, staff.phone_number as phone,
           coalesce(
             readiness.heard and readiness.last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS}), false
           ) as is_heard
    from staff
    left join readiness on readiness.staff_id = staff.id
    where staff.line_id = ${lineId}
      and staff.role = 'shift_lead'
      and staff.disabled_at is null
    order by staff.name, staff.id`)
  return ShiftLeads.parse(rows)
}
