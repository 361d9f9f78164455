import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { OrganisationId, StaffId } from '#shared/ids.ts'
import type { LocalDate } from '#shared/time.ts'

/** Owns staff_likeness: what tells that somebody of the staff looks at themselves or at a neighbour. Compared, never shown. */

const Likeness = z.object({
  staffId: StaffId,
  name: z.string(),
  phoneNumber: z.string().nullable(),
  salt: z.instanceof(Uint8Array).nullable(),
  birthHash: z.instanceof(Uint8Array).nullable(),
  streetHash: z.instanceof(Uint8Array).nullable(),
})
export type Likeness = z.infer<typeof Likeness>

/** Those of the staff, whatever has become of their account. */
export async function readLikenesses(db: Database, staffIds: readonly string[]): Promise<Likeness[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select staff.id as staff_id, staff.name, staff.phone_number, salt, birth_hash, street_hash
    from staff
    left join staff_likeness on staff_likeness.staff_id = staff.id
    where staff.id = any(${sql.array([...staffIds])}::uuid[])`)
  return z.array(Likeness).parse(rows)
}

/** The organisation of a line by the name that the access log keeps. */
export async function readOrganisationId(
  db: Database,
  lineId: string,
  name: string,
): Promise<OrganisationId | undefined> {
  const [row] = await db.run(
    db.sql<{ id: string }[]>`select id from organisations where line_id = ${lineId} and name = ${name}`,
  )
  return row && OrganisationId.parse(row.id)
}

/** What an account is compared by from now on; what is left out is forgotten. A salt of its own each time. */
export async function keepLikeness(
  db: Database,
  staffId: StaffId,
  given: { birthDate?: LocalDate | undefined; street?: string | undefined },
): Promise<void> {
  const salt = randomBytes(16)
  const hash = (text: string | undefined) => (text === undefined ? null : likenessHash(salt, text))
  await db.run(db.sql`
    insert into staff_likeness (staff_id, salt, birth_hash, street_hash)
    values (${staffId}, ${salt}, ${hash(given.birthDate)}, ${hash(given.street)})
    on conflict (staff_id) do update
    set salt = excluded.salt, birth_hash = excluded.birth_hash, street_hash = excluded.street_hash, given_at = now()`)
}

export function likenessHash(salt: Uint8Array, text: string): Buffer {
  return createHash('sha256').update(salt).update(text).digest()
}

/** Whether this is what the account was given; null when it was given nothing of the kind. */
export function isLike(salt: Uint8Array | null, kept: Uint8Array | null, text: string): boolean | null {
  return salt && kept ? likenessHash(salt, text).equals(kept) : null
}
