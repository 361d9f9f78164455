import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Database } from '#server/platform/database.ts'

const WINDOW_MINUTES = 15
/** By place and account first, so that nobody can lock a nurse out of her own desk from elsewhere with ten tries. */
const LIMITS = { accountHere: 10, account: 50, network: 200 }

type Attempt = { signInName: string; address: string }

/**
 * Counts an attempt under all its keys in one statement and says whether it may go on. It is counted before the password
 * is looked at, so that a hundred tries at the same moment are a hundred tries.
 */
export async function countAttempt(db: Database, attempt: Attempt): Promise<'go' | 'too_many'> {
  const rows = await db.run(db.sql<{ key: string; count: number }[]>`
    insert into sign_in_attempts as attempts (key, window_ends_at, count)
    select key, now() + make_interval(mins => ${WINDOW_MINUTES}), 1
    from unnest(${db.sql.array(keysOf(attempt))}::text[]) as key
    order by key
    on conflict (key) do update
    set count = case when attempts.window_ends_at < now() then 1 else attempts.count + 1 end,
        window_ends_at = case when attempts.window_ends_at < now() then excluded.window_ends_at else attempts.window_ends_at end
    returning key, count`)
  return rows.some(row => row.count > limitOf(row.key)) ? 'too_many' : 'go'
}

/** A sign-in that succeeded was no attempt to guess; the failures before it stay counted. */
export async function takeBackAttempt(db: Database, attempt: Attempt): Promise<void> {
  await db.run(db.sql`
    update sign_in_attempts
    set count = greatest(count - 1, 0)
    where key = any(${db.sql.array(keysOf(attempt))}::text[])`)
}

function limitOf(key: string): number {
  if (key.startsWith('here:')) return LIMITS.accountHere
  return key.startsWith('account:') ? LIMITS.account : LIMITS.network
}

function keysOf({ signInName, address }: Attempt): string[] {
  const network = networkOf(address)
  return [
    `account:${digest(signInName)}`,
    `here:${digest(`${signInName} ${network}`)}`,
    `network:${digest(network)}`,
  ]
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
