import { createHash } from 'node:crypto'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'

/** Owns sign_in_places: the devices and networks from which somebody has signed in. Only hashes are kept. */

/** A browser that has not been used for this long is a stranger again, and so is a network. */
export const DEVICE_DAYS = 180
const NETWORK_DAYS = 90

export type Place = { device: string | undefined; network: string }

/** Columns `knows_device` and `knows_network` over the account of this name: false where there is no such account. */
export function knownPlaces(sql: Sql, signInName: string, { device, network }: Place): Fragment {
  const isKnown = (kind: 'device' | 'network', text: string | undefined, days: number) => sql`
    exists (
      select from sign_in_places place
      join staff on staff.id = place.staff_id
      where staff.sign_in_name = ${signInName}
        and place.kind = ${kind}
        and place.hash = ${placeHash(kind, text ?? '')}
        and place.used_at > now() - make_interval(days => ${days})
    )`
  return sql`
    ${isKnown('device', device, DEVICE_DAYS)} as knows_device,
    ${isKnown('network', network, NETWORK_DAYS)} as knows_network`
}

/** She has signed in from here: neither is a stranger to her account any more. */
export async function rememberPlace(
  db: Database,
  staffId: StaffId,
  { device, network }: { device: string; network: string },
): Promise<void> {
  await db.run(db.sql`
    insert into sign_in_places (kind, hash, staff_id)
    values ('device', ${placeHash('device', device)}, ${staffId}),
           ('network', ${placeHash('network', network)}, ${staffId})
    on conflict (kind, hash, staff_id) do update set used_at = now()`)
}

/** Whether this was given out by us: one that somebody planted is not taken up, and another is given. */
export async function isOurDevice(db: Database, device: string): Promise<boolean> {
  const hash = placeHash('device', device)
  const rows = await db.run(
    db.sql`select from sign_in_places where kind = 'device' and hash = ${hash} limit 1`,
  )
  return rows.length > 0
}

/** A CTE `places_forgotten`: with another password every place begins as a stranger. */
export function forgetPlaces(sql: Sql, staffId: StaffId): Fragment {
  return sql`
    places_forgotten as (
      delete from sign_in_places where staff_id = ${staffId}
    )`
}

export async function prunePlaces(db: Database): Promise<void> {
  await db.run(
    db.sql`delete from sign_in_places where used_at < now() - make_interval(days => ${DEVICE_DAYS})`,
  )
}

function placeHash(kind: string, text: string): Buffer {
  return createHash('sha256').update(`${kind} ${text}`).digest()
}
