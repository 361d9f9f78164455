import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'
import { knownPlaces } from './signInPlaceStore.ts'

/**
 * How often may be tried under a key, and within how many minutes. Nobody who knows no password can make a key that is another's:
 * what strangers try is counted apart from the device and the network that she has signed in from before, so that they cannot lock
 * her out. All strangers together have a hundred tries a day at an account. Sources: NIST SP 800-63B-4, 3.2.2 (at most 100
 * consecutive failures); OWASP, Slow Down Online Guessing Attacks with Device Cookies.
 */
const LIMITS = {
  /** The browser that has been signed in to this account. */
  device: { most: 10, minutes: 15 },
  /** The network from which it was, by another browser. */
  known: { most: 10, minutes: 15 },
  /** A stranger's network. */
  here: { most: 10, minutes: 15 },
  /** All strangers. */
  account: { most: 50, minutes: 15 },
  day: { most: 100, minutes: 1_440 },
  /** One network at all accounts. */
  network: { most: 200, minutes: 15 },
  /** All who type codes of crews. */
  codes: { most: 300, minutes: 15 },
  /** Reasons of one of the staff that named somebody: each refusal says that a guess was right. No emergency waits for one. */
  reasons: { most: 10, minutes: 15 },
} as const
type Limit = keyof typeof LIMITS

export type Attempt = { signInName: string; address: string; device: string | undefined }
/** The keys under which an attempt was counted: to be taken back when it was no guess. */
export type Counted = { isHeldOff: boolean; keys: string[] }

/**
 * Counts an attempt and says whether it may go on. It is counted before the password is looked at, so that a hundred tries at the
 * same moment are a hundred tries; and by the narrowest key first: what is held off there is not counted against everybody else.
 */
export async function countAttempt(db: Database, { signInName, address, device }: Attempt): Promise<Counted> {
  const network = networkOf(address)
  const [place] = await db.run(
    db.sql<{ knowsDevice: boolean; knowsNetwork: boolean }[]>`
      select ${knownPlaces(db.sql, signInName, { device, network })}`,
  )
  const key = (limit: Limit, ...of: string[]) => `${limit}:${digest(of.join(' '))}`
  if (place?.knowsDevice) return count(db, [[key('device', device ?? '', signInName)]])
  if (place?.knowsNetwork) return count(db, [[key('known', signInName, network)], [key('network', network)]])
  return count(db, [
    [key('here', signInName, network)],
    [key('network', network)],
    [key('account', signInName), key('day', signInName)],
  ])
}

/**
 * For the statement that looks a crew's code up: CTEs that count it where `isRight` says that there is none such, and the boolean
 * `isHeldOff`, of right ones too. By network, and all networks together, so that of 191 million codes few can be tried; a network that
 * is held off is not counted with the others, so that thirty at once are needed to keep crews out, who then ring the line. Right codes
 * are not counted: many crews stand behind one address.
 */
export function countWrongCode(sql: Sql, address: string, isRight: Fragment) {
  const here = `here:${digest(`crew code ${networkOf(address)}`)}`
  const all = `codes:${digest('crew code')}`
  const once = (key: string, onlyIf: Fragment) => sql`
    insert into sign_in_attempts as attempts (key, window_ends_at, count)
    select ${key}, now() + make_interval(mins => ${LIMITS[limitOf(key)].minutes}), 1
    where ${onlyIf}
    ${countedAgain(sql)}
    returning count`
  const isSpent = (key: string) => sql`exists (
    select from sign_in_attempts
    where key = ${key} and window_ends_at >= now() and count >= ${LIMITS[limitOf(key)].most}
  )`
  return {
    parts: sql`
      wrong_here as (${once(here, sql`not (${isRight})`)}),
      wrong_anywhere as (
        ${once(all, sql`exists (select from wrong_here where count <= ${LIMITS.here.most})`)}
      )`,
    /** As the statement finds it: the first that is held off is the one after the last that was counted. */
    isHeldOff: sql`(${isSpent(here)} or ${isSpent(all)})`,
  }
}

function countedAgain(sql: Sql): Fragment {
  return sql`
    on conflict (key) do update
    set count = case when attempts.window_ends_at < now() then 1 else attempts.count + 1 end,
        window_ends_at = case when attempts.window_ends_at < now() then excluded.window_ends_at else attempts.window_ends_at end`
}

/** Counts a reason before it is compared with names; one that names nobody is taken back. */
export function countReason(db: Database, staffId: StaffId): Promise<Counted> {
  return count(db, [[`reasons:${digest(staffId)}`]])
}

/** Group by group, and no further than one holds off. */
async function count(db: Database, groups: readonly string[][]): Promise<Counted> {
  const counted: string[] = []
  for (const keys of groups) {
    counted.push(...keys)
    if (await isOneTooMany(db, keys)) return { isHeldOff: true, keys: counted }
  }
  return { isHeldOff: false, keys: counted }
}

async function isOneTooMany(db: Database, keys: readonly string[]): Promise<boolean> {
  const asked = keys.map(key => ({ key, minutes: LIMITS[limitOf(key)].minutes }))
  const rows = await db.run(db.sql<{ key: string; count: number }[]>`
    insert into sign_in_attempts as attempts (key, window_ends_at, count)
    select key, now() + make_interval(mins => minutes), 1
    from jsonb_to_recordset(${db.sql.json(asked)}::jsonb) as asked (key text, minutes int)
    order by key
    ${countedAgain(db.sql)}
    returning key, count`)
  return rows.some(row => row.count > LIMITS[limitOf(row.key)].most)
}

/** A sign-in that succeeded was no attempt to guess; the failures before it stay counted. */
export async function takeBack(db: Database, { keys }: Counted): Promise<void> {
  await db.run(db.sql`
    update sign_in_attempts
    set count = greatest(count - 1, 0)
    where key = any(${db.sql.array(keys)}::text[])`)
}

/** A CTE `attempts_forgotten`: what was tried at the password before this one says nothing of the new one. */
export function forgetAttempts(sql: Sql, signInName: string): Fragment {
  const keys = (['account', 'day'] as const).map(limit => `${limit}:${digest(signInName)}`)
  return sql`
    attempts_forgotten as (
      delete from sign_in_attempts where key = any(${sql.array(keys)}::text[])
    )`
}

function limitOf(key: string): Limit {
  return key.slice(0, key.indexOf(':')) as Limit // every key is made here, of a limit
}

/** One household or office: an IPv4 address, or the /64 that a provider gives out as a whole. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const whole =
    tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after]
  return `${whole
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
