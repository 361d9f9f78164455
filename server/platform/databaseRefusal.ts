import { readDatabaseAddress } from './databaseAddress.ts'
import { DatabaseUnavailable, StartRefused } from './problems.ts'

/** The PostgreSQL there is older than what our statements are written for. `version` as the server counts: 140011 is 14.11. */
export class DatabaseTooOld extends Error {
  readonly version: number
  constructor(version: number) {
    super('The PostgreSQL of DATABASE_URL is too old.')
    this.name = 'DatabaseTooOld'
    this.version = version
  }
}

/**
 * Why the database of a setting cannot be opened, for the person at the terminal: which setting, where, and what to do.
 * Never the password. What has no words here is given back as it came.
 */
export function databaseRefusal(
  error: unknown,
  url: string,
  setting: 'DATABASE_URL' | 'DATABASE_OWNER_URL' = 'DATABASE_URL',
): unknown {
  const address = readDatabaseAddress(url)
  if (!address) return error
  const { where, name, database } = address
  const who = name === undefined ? 'whoever signs in' : `“${name}”`
  const because = reason(error, { where, who, database })
  return because === undefined ? error : new StartRefused(`${setting}: ${because}`, { cause: error })
}

type Named = { where: string; who: string; database: string }

function reason(error: unknown, { where, who, database }: Named): string | undefined {
  if (error instanceof DatabaseTooOld)
    return `the PostgreSQL at ${where} is of version ${Math.floor(error.version / 10_000)}. Goldthread needs 15 or newer.`
  const code = codeOf(error)
  if (error instanceof DatabaseUnavailable || SILENT.has(code))
    return `${where} gives no answer. Look whether PostgreSQL runs there, and whether a firewall lets us through.`
  if (isOfCertificate(code))
    return `the certificate of ${where} cannot be trusted (${code}). Name its authority in NODE_EXTRA_CA_CERTS, or correct the host.`
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${where}. Start PostgreSQL there, or correct the host and the port.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `nobody here knows a machine by the name in ${where}. Correct it.`
    case 'ECONNRESET':
    case 'EPIPE':
    case 'CONNECTION_CLOSED':
      return `${where} breaks the connection off. Look whether it is PostgreSQL that listens there, and whether it offers the encryption that sslmode asks for.`
    case '28P01':
      return `the PostgreSQL at ${where} does not take this password of ${who}. Correct the name or the password.`
    case '28000':
      return `the PostgreSQL at ${where} does not let ${who} in from here. Allow it in its pg_hba.conf; if it wants encryption, end the address with ?sslmode=require.`
    case '3D000':
      return `there is no database “${database}” at ${where}. Create it, empty, or correct the name.`
    case '42501':
      return `${who} may not make tables and the extension pg_trgm in the database “${database}” at ${where}. Make that name the owner of the database, or give it the right.`
    case '0A000':
    case '58P01':
      return `the PostgreSQL at ${where} does not have the extension pg_trgm. Install its contrib package there.`
    case '53300':
      return `the PostgreSQL at ${where} has no connection left. End others, or raise its max_connections.`
    case '57P03':
      return `the PostgreSQL at ${where} is just starting or stopping. Try again in a moment.`
    default:
      return undefined
  }
}

const SILENT: ReadonlySet<string> = new Set(['CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])

function isOfCertificate(code: string): boolean {
  return /CERT|_SIGNATURE$/.test(code)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
