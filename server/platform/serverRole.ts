import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { MIGRATION_LOCK } from './migrate.ts'

/** As whom the server works in its database. `because`: why as the owner after all, in a sentence for whoever runs it. */
export type ServedAs = { url: string; because?: string }

/** By this a role is known to be ours, and its password may be set anew. */
const MARK = 'The server of Goldthread: owns no table.'

/**
 * The address at which the server works: that of a role of its own, which owns nothing and may do what the statements of the house do,
 * and no more. What the tables refuse by a trigger it has no right to either: nothing in the access log is changed or taken away by it,
 * whatever statement it is made to send, and no trigger is taken off. The owner migrates and is not used afterwards. `given` is the
 * address of a role that somebody made for it; without one the owner makes it, if the owner may.
 */
export async function servedAs(ownerUrl: string, given: string | undefined): Promise<ServedAs> {
  const made = given === undefined ? madeAddress(ownerUrl) : undefined
  const address = given ?? made?.url
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await owner`select pg_advisory_lock(${MIGRATION_LOCK})`
    if (given === undefined && (await isServersOwn(owner))) return { url: ownerUrl }
    if (address === undefined)
      return { url: ownerUrl, because: 'the address of DATABASE_URL has no password, or several hosts' }
    if (made && !(await isLetIn(made.url)) && !(await makeRole(owner, made)))
      return { url: ownerUrl, because: 'its owner may not create roles' }
    const role = made?.role ?? (await whoIs(address))
    if (!(await hasItsRights(owner, role))) await owner.unsafe(grantsFor(role))
    if (!(await hasItsRights(owner, role)))
      return { url: address, because: `“${role}” has other rights than the server needs, or owns the tables` }
    return made && !(await isLetIn(made.url))
      ? { url: ownerUrl, because: `PostgreSQL does not let “${role}” in from here` }
      : { url: address }
  } finally {
    await owner.end({ timeout: 2 })
  }
}

/** The owner's address was taken away after the last upgrade, and this is that of the server. */
async function isServersOwn(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ role: string; manages: boolean }[]>`
    select current_user::text as role, coalesce(pg_has_role(relowner, 'usage'), true) as manages
    from pg_class
    where oid = 'migrations'::regclass`
  return row?.manages === false && (await hasItsRights(sql, row.role, 'true'))
}

type Made = { url: string; role: string; password: string }

/** The role that the owner makes. Its password follows from the owner's, so that every process knows it and none keeps it. */
function madeAddress(ownerUrl: string): Made | undefined {
  if (!URL.canParse(ownerUrl)) return undefined
  const url = new URL(ownerUrl)
  const name = decodeURIComponent(url.username)
  if (name === '' || url.password === '') return undefined
  const role = `${name}_server`
  const password = createHmac('sha256', decodeURIComponent(url.password))
    .update(`goldthread ${role}`)
    .digest('hex')
  url.username = encodeURIComponent(role)
  url.password = password
  return { url: url.href, role, password }
}

/** The password as PostgreSQL keeps it (RFC 5803): in no statement, and so in no log of statements, does it stand itself. */
function verifierOf(password: string): string {
  const [salt, rounds] = [randomBytes(16), 4096]
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyOf = (what: string) => createHmac('sha256', salted).update(what).digest()
  const stored = createHash('sha256').update(keyOf('Client Key')).digest()
  const texts = [salt, stored, keyOf('Server Key')].map(bytes => bytes.toString('base64'))
  return `SCRAM-SHA-256$${rounds}:${texts[0]}$${texts[1]}:${texts[2]}`
}

async function isLetIn(url: string): Promise<boolean> {
  return whoIs(url).then(
    () => true,
    () => false, // why not is said by what is tried next
  )
}

async function whoIs(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const [row] = await sql<{ role: string }[]>`select current_user::text as role`
    return row?.role ?? ''
  } finally {
    await sql.end({ timeout: 2 })
  }
}

const TRIES = 5
/** Said of a new role only: of one that is there, nobody but a superuser may say even that it is none. */
const PLAIN = 'nosuperuser nocreatedb nocreaterole noreplication'
const NOT_ALLOWED = '42501'

/**
 * Makes it, or gives it its password anew, as after another one of the owner's. False when the owner may not, or when there is a role of
 * this name that is not ours.
 */
async function makeRole(owner: postgres.Sql, { url, role, password }: Made): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const [found] = await owner<{ may: boolean; isThere: boolean; isOurs: boolean }[]>`
      select me.rolsuper or me.rolcreaterole as may, there.oid is not null as "isThere",
             shobj_description(there.oid, 'pg_authid') is not distinct from ${MARK} as "isOurs"
      from pg_roles me
      left join pg_roles there on there.rolname = ${role}
      where me.rolname = current_user`
    if (!found?.may || (found.isThere && !found.isOurs)) return false
    try {
      await owner.unsafe(`
        ${found.isThere ? 'alter' : 'create'} role ${name(role)} ${found.isThere ? '' : PLAIN} login password '${verifierOf(password)}';
        comment on role ${name(role)} is '${MARK}'`)
      return true
    } catch (error) {
      if (codeOf(error) === NOT_ALLOWED) return false
      // Roles are of the whole PostgreSQL: a house over another database of it makes the same one at this moment.
      if (await isLetIn(url)) return true
      if (attempt === TRIES) throw error
      await pause(100 * attempt)
    }
  }
}

/** A condition on pg_class: not what somebody else keeps beside ours in the same schema, to which we can give nobody rights. */
const OURS = "pg_has_role(c.relowner, 'usage')"

/** Every table with the rights that it is to have, by `refuse_rewriting`: what a trigger refuses, no right allows. */
const rightsOf = (which: string) => `
  select c.oid::regclass::text as name, c.relname <> 'migrations' as writes,
         c.relname <> 'migrations' and refused & 16 = 0 as updates,
         c.relname <> 'migrations' and refused & 8 = 0 as deletes
  from pg_class c
  cross join lateral (
    select coalesce(bit_or(tgtype), 0) as refused
    from pg_trigger
    where tgrelid = c.oid and tgfoid = 'refuse_rewriting'::regproc
  ) as t
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${which}`

const sequencesOf = (which: string) => `
  select c.oid::regclass::text as name, c.relkind as kind
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and ${which}`

async function hasItsRights(owner: postgres.Sql, role: string, which = OURS): Promise<boolean> {
  const has = (right: string) => `has_table_privilege(${literal(role)}, wanted.name, '${right}')`
  const [row] = await owner.unsafe(`
    select not exists (
      select from (${rightsOf(which)}) as wanted
      where (${['select', 'insert', 'update', 'delete', 'truncate', 'trigger', 'references'].map(has).join(', ')})
            is distinct from (true, writes, updates, deletes, false, false, false)
    ) and not exists (
      select from (${sequencesOf(which)}) as wanted
      where case kind when 'S' then not has_sequence_privilege(${literal(role)}, wanted.name, 'usage') end
    ) as right`)
  return row?.right === true
}

/** One statement for the server, and so all of it or nothing. */
function grantsFor(role: string): string {
  const to = name(role)
  return `
    grant usage on schema public to ${to};
    do $grants$
    declare
      t record;
    begin
      for t in ${sequencesOf(OURS)} loop
        execute format('grant usage, select on sequence %s to %s', t.name, ${literal(to)});
      end loop;
      for t in ${rightsOf(OURS)} loop
        execute format('revoke all on %s from %s', t.name, ${literal(to)});
        execute format('grant select%s%s%s on %s to %s',
          case when t.writes then ', insert' else '' end,
          case when t.updates then ', update' else '' end,
          case when t.deletes then ', delete' else '' end,
          t.name, ${literal(to)});
      end loop;
    end
    $grants$`
}

function name(role: string): string {
  return `"${role.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
