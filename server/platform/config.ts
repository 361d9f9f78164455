import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import type { E164 } from '#shared/phoneNumber.ts'
import { columnKey, oldColumnKeys, repeatedColumnKey } from './columnKeySettings.ts'
import { contradictions } from './contradictions.ts'
import { readDatabaseAddress } from './databaseAddress.ts'
import { PRACTICE_SMS_FROM, smsNumber } from './messageSettings.ts'
import { noticeKey, PUSH_SERVICES, pushServices } from './noticeKey.ts'

/** What the carrier knows us by. On the practice line these are made up at the start. */
export type CarrierKeys = {
  accountSid: string
  authToken: string
  /** The token that comes next: webhooks signed with either are taken while the carrier changes over. */
  authTokenNext: string | undefined
  apiKeySid: string
  apiKeySecret: string
  appSid: string
  region: string | undefined
  edge: string | undefined
}

export type Config = {
  mode: 'practice' | 'production'
  host: string
  port: number
  /** The origin that people and the carrier see, without a slash at the end. Absent in practice: then it follows the port. */
  publicUrl: string | undefined
  /** Where the carrier fetches what it plays when we are not there. Absent: from us. */
  documentsUrl: string | undefined
  databaseUrl: string | undefined
  /** Who owns the tables, where the server has a role of its own in `databaseUrl`. */
  databaseOwnerUrl: string | undefined
  /** Absent: '.data' in the project, or a reachable folder where PostgreSQL may not look into the project. */
  dataDir: string | undefined
  /** A second place for the anchors of the access log, beside the data folder. */
  auditAnchorDir: string | undefined
  /** The key of the encrypted columns, and those before it. Absent in practice: then it is made in the data folder. */
  columnKeys: { current: string | undefined; old: string[] }
  trustedProxies: string[]
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Whether the pages are built at the start when their sources are newer than the build. */
  buildPages: boolean
  carrier: CarrierKeys
  /** `from`: the mobile number that texts are sent from; absent: none are. `perDay`: how many texts and rings a day allows. */
  messages: { from: E164 | undefined; perDay: number }
  /** `key`: by which push services know the house; absent in practice: made in the data folder. `services`: the only ones that are asked. */
  notices: { key: string | undefined; services: readonly string[] }
  /** The practice line: ours on `port`, or one that already runs at `url`. */
  practice: { port: number; url: string | undefined } | undefined
}

export type ConfigRefusal = { setting: string; because: string }
export type Env = Readonly<Record<string, string | undefined>>

const port = z.coerce
  .number('Give a port number, such as 4000.')
  .int('Give a port number, such as 4000.')
  .min(0, 'Give a port number, such as 4000.')
  .max(65_535, 'Give a port number of at most 65535.')
const sid = (prefix: string, what: string) =>
  z
    .string(`Set it to ${what}, which begins with ${prefix}.`)
    .regex(
      new RegExp(`^${prefix}[0-9a-fA-F]{32}$`),
      `Set it to ${what}: ${prefix} and 32 hexadecimal digits.`,
    )
const secret = (what: string) =>
  z.string(`Set it to ${what}.`).min(16, `Set it to ${what}; this is too short.`)
const origin = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
    context.addIssue('Give a whole address, such as https://care.example.')
  else if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    context.addIssue('Give the address without a path: only https://, the name and, if need be, a port.')
})
const place = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    context.addIssue('Give the whole address of a folder, such as https://documents.example/thread.')
})
const proxies = z
  .string()
  .default('')
  .transform(text => text.split(',').flatMap(part => part.trim() || []))
  .refine(list => list.every(isProxyAddress), 'List addresses or networks, such as 10.0.0.5,10.1.0.0/16.')
  .refine(
    list => !list.some(part => part.endsWith('/0')),
    'A network of all addresses believes everybody: list only your own proxies.',
  )

const Common = z.object({
  PORT: port.default(4000),
  DATA_DIR: z.string().min(1).optional(),
  AUDIT_ANCHOR_DIR: z.string().min(1).optional(),
  COLUMN_KEY: columnKey.optional(),
  COLUMN_KEYS_OLD: oldColumnKeys,
  TRUSTED_PROXIES: proxies,
  BUILD_PAGES: z.enum(['yes', 'no'], 'Choose yes or no.').default('yes'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'Choose debug, info, warn or error.').optional(),
  SMS_FROM: smsNumber.optional(),
  MESSAGES_A_DAY: z.coerce
    .number('Give a whole number, such as 2000.')
    .int('Give a whole number, such as 2000.')
    .min(1, 'Give 1 or more: without SMS_FROM no texts are sent.')
    .max(1_000_000, 'Give at most 1000000.')
    .default(2_000),
  NOTICE_KEY: noticeKey.optional(),
  PUSH_SERVICES: pushServices.default([...PUSH_SERVICES]),
})
const databaseUrl = z
  .string('Set it to the address of PostgreSQL, such as postgres://name:secret@host:5432/goldthread.')
  .refine(
    text => readDatabaseAddress(text) !== undefined,
    'Give an address such as postgres://name:secret@host:5432/goldthread. In the name and the password write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25.',
  )

const Practice = Common.extend({
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DOCUMENTS_URL: place.optional(),
  PRACTICE_PORT: port.default(4001),
  PRACTICE_LINE_URL: origin.optional(),
  PRACTICE_SECRET: z.string().min(8, 'Give at least 8 characters.').optional(),
})

const Production = Common.extend({
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: z
    .string('Set it to the address people and the carrier use, such as https://care.example.')
    .pipe(origin)
    .refine(
      text => text.startsWith('https://'),
      'It must begin with https://: sessions and calls are not sent in the clear.',
    ),
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl.optional(),
  COLUMN_KEY: columnKey,
  DOCUMENTS_URL: place.refine(text => text.startsWith('https://'), 'It must begin with https://.').optional(),
  TWILIO_ACCOUNT_SID: sid('AC', 'the account SID'),
  TWILIO_AUTH_TOKEN: secret('the auth token of the account (and of the region)'),
  TWILIO_AUTH_TOKEN_NEXT: secret('the secondary auth token').optional(),
  TWILIO_API_KEY_SID: sid('SK', 'the SID of an API key'),
  TWILIO_API_KEY_SECRET: secret('the secret of the API key'),
  TWILIO_APP_SID: sid('AP', 'the SID of the TwiML application for browser telephones'),
  TWILIO_REGION: z.string().optional(),
  TWILIO_EDGE: z.string().optional(),
})

/** Loads .env if there is one, and reads the settings of this process. The only place that looks at its environment. */
export function readEnvironment(directory = process.cwd()): Env {
  const file = join(directory, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return { ...process.env }
}

/** Where the database is, for a command of an operator that needs nothing else of the settings: as its owner. */
export function readDatabaseUrl(
  env: Env,
): { kind: 'ready'; databaseUrl: string } | ({ kind: 'refused' } & ConfigRefusal) {
  const setting = env.DATABASE_OWNER_URL ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
  const parsed = databaseUrl.safeParse(env[setting] || undefined)
  return parsed.success
    ? { kind: 'ready', databaseUrl: parsed.data }
    : { kind: 'refused', setting, because: parsed.error.issues[0]?.message ?? '' }
}

/** Where anchors of the access log are, for a command that needs nothing else of the settings. */
export function readAuditPlaces(env: Env): { dataDir: string | undefined; anchorDir: string | undefined } {
  return { dataDir: env.DATA_DIR || undefined, anchorDir: env.AUDIT_ANCHOR_DIR || undefined }
}

export type ReadConfig =
  /** `unknown`: what looks like a setting for the carrier and is none of ours. It decides nothing. */
  { kind: 'ready'; config: Config; unknown: ConfigRefusal[] } | { kind: 'refused'; refusals: ConfigRefusal[] }

/**
 * The settings, or every reason why the house must not open: all are named at once, so that one look mends them.
 * Any TWILIO_ setting of ours means real calls, and then nothing may be missing. Others have names that begin so, too: the
 * carrier's own tools, and our tests. Such a name is told, for it may be one of ours misspelt, and is no reason not to open.
 */
export function readConfig(given: Env): ReadConfig {
  const env = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  )
  const twilio = Object.keys(env).filter(name => name.startsWith('TWILIO_'))
  const unknown = twilio.filter(name => !(name in Production.shape)).map(isUnknown)
  const isProduction = env.NODE_ENV === 'production' || twilio.length > unknown.length
  const mode = isProduction ? 'production' : 'practice'
  const parsed = isProduction ? Production.safeParse(env) : Practice.safeParse(env)
  const refusals = [
    ...(parsed.error?.issues ?? []).map(issue => ({ setting: issue.path.join('.'), because: issue.message })),
    ...contradictions(mode, env),
    ...(parsed.success ? repeatedColumnKey(parsed.data) : []),
  ]
  if (refusals.length > 0 || !parsed.success) return { kind: 'refused', refusals: [...refusals, ...unknown] }
  return {
    kind: 'ready',
    config: isProduction ? production(parsed.data as ProductionEnv) : practice(parsed.data as PracticeEnv),
    unknown,
  } // the branch that was parsed
}

const isUnknown = (setting: string): ConfigRefusal => ({
  setting,
  because:
    'There is no such setting, and it changes nothing. If one was meant, .env.example has its spelling.',
})

/** Every setting there is, of both modes: what .env.example describes. */
export const SETTINGS: readonly string[] = [
  ...new Set(['NODE_ENV', ...Object.keys(Practice.shape), ...Object.keys(Production.shape)]),
]

type ProductionEnv = z.infer<typeof Production>
type PracticeEnv = z.infer<typeof Practice>

function production(env: ProductionEnv): Config {
  return {
    mode: 'production',
    ...common(env, 'info'),
    carrier: {
      accountSid: env.TWILIO_ACCOUNT_SID,
      authToken: env.TWILIO_AUTH_TOKEN,
      authTokenNext: env.TWILIO_AUTH_TOKEN_NEXT,
      apiKeySid: env.TWILIO_API_KEY_SID,
      apiKeySecret: env.TWILIO_API_KEY_SECRET,
      appSid: env.TWILIO_APP_SID,
      region: env.TWILIO_REGION,
      edge: env.TWILIO_EDGE,
    },
    messages: { from: env.SMS_FROM, perDay: env.MESSAGES_A_DAY },
    practice: undefined,
  }
}

function practice(env: PracticeEnv): Config {
  return {
    mode: 'practice',
    ...common(env, 'warn'),
    carrier: practiceKeys(env.PRACTICE_SECRET ?? randomBytes(24).toString('hex')),
    messages: { from: env.SMS_FROM ?? PRACTICE_SMS_FROM, perDay: env.MESSAGES_A_DAY },
    practice: {
      port: env.PRACTICE_PORT,
      url: env.PRACTICE_LINE_URL && new URL(env.PRACTICE_LINE_URL).origin,
    },
  }
}

/** The keys of a practice line: all from one secret, so that a line in another process can share them. */
export function practiceKeys(secretText: string): CarrierKeys {
  const made = (what: string) => createHmac('sha256', secretText).update(what).digest('hex').slice(0, 32)
  return {
    accountSid: `AC${made('account')}`,
    authToken: made('token'),
    authTokenNext: undefined,
    apiKeySid: `SK${made('key')}`,
    apiKeySecret: made('key secret'),
    appSid: `AP${made('application')}`,
    region: undefined,
    edge: undefined,
  }
}

function common(env: ProductionEnv | PracticeEnv, logLevel: Config['logLevel']) {
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    documentsUrl: env.DOCUMENTS_URL?.replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    dataDir: env.DATA_DIR,
    auditAnchorDir: env.AUDIT_ANCHOR_DIR,
    columnKeys: { current: env.COLUMN_KEY, old: env.COLUMN_KEYS_OLD },
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL ?? logLevel,
    buildPages: env.BUILD_PAGES === 'yes',
    notices: { key: env.NOTICE_KEY, services: env.PUSH_SERVICES },
  }
}

function isProxyAddress(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
