import type { Database } from '#server/platform/database.ts'
import { hashPassword } from '#server/staff/password.ts'
import type { Instant } from '#shared/time.ts'
import { PRACTICE_PASSWORD } from './signIns.ts'

const LINES = [
  {
    id: '5b1f0c52-6a43-4d0e-9a57-0c7f5a2d1001',
    name: 'Calder Valley Gold Thread',
    phone_number: '+441632960001',
    on_call_numbers: ['+447700900010', '+447700900011'],
  },
  {
    id: '5b1f0c52-6a43-4d0e-9a57-0c7f5a2d1002',
    name: 'Severn Reach Gold Thread',
    phone_number: '+441632960002',
    on_call_numbers: ['+447700900020'],
  },
]

const STAFF = [
  {
    line: 0,
    name: 'Maren Oakley',
    sign_in_name: 'maren',
    role: 'coordinator',
    phone_number: '+447700900101',
  },
  {
    line: 0,
    name: 'Joseph Adeyemi',
    sign_in_name: 'joseph',
    role: 'coordinator',
    phone_number: '+447700900102',
  },
  { line: 0, name: 'Ruth Calloway', sign_in_name: 'ruth', role: 'shift_lead', phone_number: '+447700900103' },
  {
    line: 1,
    name: 'Ishbel Thorne',
    sign_in_name: 'ishbel',
    role: 'coordinator',
    phone_number: '+447700900201',
  },
  {
    line: 1,
    name: 'Tomasz Wilk',
    sign_in_name: 'tomasz',
    role: 'coordinator',
    phone_number: '+447700900202',
  },
]

/** Fills an empty house with invented people, all of it in one statement: half a world is never left behind. */
export async function seedWorld({ db }: { db: Database; clock: () => Instant }): Promise<void> {
  const { sql } = db
  const passwordHash = await hashPassword(PRACTICE_PASSWORD)
  const staff = STAFF.map(({ line, ...person }, i) => ({
    ...person,
    id: `5b1f0c52-6a43-4d0e-9a57-0c7f5a2d2${String(i + 1).padStart(3, '0')}`,
    line_id: LINES[line]?.id,
    organisation: LINES[line]?.name,
    password_hash: passwordHash,
  }))
  await db.run(sql`
    with new_lines as (
      insert into lines (id, name, phone_number, on_call_numbers)
      select id, name, phone_number, on_call_numbers
      from jsonb_to_recordset(${sql.json(LINES)}::jsonb)
        as line (id uuid, name text, phone_number text, on_call_numbers text[])
      returning id
    ),
    new_heads as (
      insert into feed_heads (line_id) select id from new_lines
    ),
    new_staff as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation, password_hash, phone_number)
      select id, line_id, name, sign_in_name, role, organisation, password_hash, phone_number
      from jsonb_to_recordset(${sql.json(staff as never)}::jsonb)
        as person (id uuid, line_id uuid, name text, sign_in_name text, role text, organisation text,
                   password_hash text, phone_number text)
      returning id, line_id
    )
    insert into readiness (staff_id, line_id, state)
    select id, line_id, 'away' from new_staff`)
}
