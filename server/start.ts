import { join } from 'node:path'
import { keepToldPage } from '#server/access/pageReceipts.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { Held } from './access/relationshipStore.ts'
import { lapsed, openedBy } from './access/wayIn.ts'
import { type Page, readListing } from './access/whoseLists.ts'
import { createApp } from './app.ts'
import { startAnchoring } from './audit/anchoring.ts'
import { createDeps, type Deps } from './deps.ts'
import { planDutyTests } from './dispatch/dutyTests.ts'
import { refuseUnknownKeys } from './doors/knownKeys.ts'
import { sealDetails } from './doors/sealDetails.ts'
import { keepersOf } from './keepers.ts'
import { type OpenLine, openLine } from './line/openLine.ts'
import { clearOldLists } from './lists/importStore.ts'
import { startLive } from './live/startLive.ts'
import { pruneAnswers } from './messages/boardAnswerStore.ts'
import { messageTroubles } from './messages/messageTroubles.ts'
import { startOversight } from './oversight/startOversight.ts'
import { readTurnedSharing } from './patients/sharingStore.ts'
import { buildClientIfStale, type ClientBuild } from './platform/clientBuild.ts'
import { practiceColumnKey } from './platform/columnKeyFile.ts'
import { columnKeys } from './platform/columnKeys.ts'
import type { Config } from './platform/config.ts'
import { databaseRefusal } from './platform/databaseRefusal.ts'
import { chooseDataFolder, claimDataFolder, makeDataFolder } from './platform/dataFolder.ts'
import { startEmbeddedPostgres } from './platform/embeddedPostgres.ts'
import { startHousekeeping } from './platform/housekeeping.ts'
import { openDoor } from './platform/httpServer.ts'
import { errorFields, type Logger } from './platform/logger.ts'
import { migrate } from './platform/migrate.ts'
import { prunePromises } from './platform/promiseStore.ts'
import { servedAs } from './platform/serverRole.ts'
import { type OpenThings, openThings } from './platform/shutdown.ts'
import { startTicker } from './platform/ticker.ts'
import { pruneNoticePhones } from './staff/noticePhoneStore.ts'
import { pruneSessions } from './staff/sessionStore.ts'
import { prunePlaces } from './staff/signInPlaceStore.ts'
import { readLines } from './staff/staffStore.ts'
import { connectPractice, type Practice, startPractice } from './startPractice.ts'

export type House = {
  publicUrl: string
  deps: Deps
  line: OpenLine
  practice: Practice | undefined
  /** Closes in the reverse of the opening: no new callers, drain, connections, promises, practice line, database. */
  stop(): Promise<void>
}

type Options = {
  config: Config
  log: Logger
  /** One sentence for the person at the terminal. */
  say?: (sentence: string) => void
  /** Somebody wants the house closed while it still opens: it goes no further than the step it is at. */
  signal?: AbortSignal
  /** How often the access log is anchored. */
  anchorMs?: number
}

const PROJECT = join(import.meta.dirname, '..')
const HOUSEKEEPING_MS = 10 * 60_000
const ANCHOR_MS = 60_000
const OVERSIGHT_MS = 30_000

/** Opens the house. What was opened before a failure is closed again: a start that fails leaves nothing behind. */
export async function startHouse(options: Options): Promise<House> {
  const things = openThings(options.log)
  try {
    return await openAll(options, things)
  } catch (error) {
    await things.closeAll()
    throw error
  }
}

async function openAll(
  { config, log, say = () => {}, signal = new AbortController().signal, anchorMs = ANCHOR_MS }: Options,
  things: OpenThings,
): Promise<House> {
  // The port first: a second start by mistake must learn it before it touches the first one's database.
  const door = await openDoor(config)
  things.opened('port', () => door.close())
  const building = config.buildPages ? buildPagesOrSayWhy(say, log) : undefined
  const publicUrl = config.publicUrl ?? `http://localhost:${door.port}`
  const folder = chooseDataFolder(config.dataDir, PROJECT)
  makeDataFolder(folder.path)
  const databaseUrl = await openDatabase(config, log, () => openOwnDatabase(folder, things, say))
  signal.throwIfAborted()

  const { current = practiceColumnKey(folder.path), old } = config.columnKeys
  const deps = createDeps({
    config,
    log,
    publicUrl,
    port: door.port,
    databaseUrl,
    dataDir: folder.path,
    columnKeys: columnKeys({ current, old }),
  })
  things.opened('connections to the database', async () => {
    await Promise.all([deps.db.close(), deps.callDb.close()])
  })
  await refuseUnknownKeys(deps)
  const people = await sealDetails(deps.db, deps.columnKeys)
  if (people > 0) log.info('doors.sealed', { count: people })
  if (deps.isPractice) await fillWithInventedPeople(deps, say)
  signal.throwIfAborted()

  const places = { dataDir: folder.path, elsewhere: config.auditAnchorDir }
  const anchoring = startAnchoring({ ...deps, places, everyMs: anchorMs })
  things.opened('anchors', anchoring.stop)
  deps.health.push(anchoring.health)
  deps.troubles.push(anchoring.trouble)

  const practice = await startPractice(config)
  if (practice?.own) things.opened('practice line', practice.own.close)
  const line = await openLine({
    ...deps,
    spoolDir: join(folder.path, 'spool'),
    carrierOrigin: practice?.origin,
  })
  things.opened('line', line.close)
  deps.health.push(() =>
    line.spool.count() > 0 ? 'Webhooks wait in the spool for the database.' : undefined,
  )

  deps.troubles.push(() =>
    line.spool.countOfOthers() > 0 ? 'The spool holds webhooks of another house: see the log.' : undefined,
  )
  deps.troubles.push(async () =>
    (await line.carrierAway()).size > 0 ? 'The telephone carrier cannot be reached.' : undefined,
  )
  deps.troubles.push(...messageTroubles({ ...deps, perDay: config.messages.perDay }))

  const mayHear = (actor: Actor, patientId: PatientId) => openedBy(deps, actor, patientId)
  const shut = (actor: Actor, patientId: PatientId) => keepToldPage(deps, actor, patientId)
  const asked = {
    lapsed: (held: readonly Held[]) => lapsed(deps, held),
    turnedSharing: (since: Instant | null) => readTurnedSharing(deps.db, since),
    listing: (lineId: LineId, patientIds: readonly PatientId[], pages: readonly Page[]) =>
      readListing(deps.db, lineId, patientIds, pages),
  }
  const live = await startLive(
    { ...deps, ...asked, mayHear, shut, carrierAway: line.carrierAway },
    door.server,
  )
  things.opened('live connections', () => live.stop())
  const ticker = startTicker({ ...deps, handlers: keepersOf(deps, line) })
  deps.wakes.ticker = ticker.wake
  things.opened('ticker', () => ticker.stop(), 20_000)
  const oversight = startOversight({ ...deps, everyMs: OVERSIGHT_MS })
  things.opened('oversight', oversight.stop)
  deps.health.push(oversight.health)
  const chores = {
    sessions: () => pruneSessions(deps.db),
    phones: () => pruneNoticePhones(deps.db),
    places: () => prunePlaces(deps.db),
    promises: () => prunePromises(deps.db),
    lists: () => clearOldLists(deps.db),
    answers: () => pruneAnswers(deps.db),
    duties: () => planDutyTests(deps),
    feed: live.prune,
  }
  things.opened('housekeeping', startHousekeeping({ chores, everyMs: HOUSEKEEPING_MS, log }))
  await building
  signal.throwIfAborted()
  door.answerWith(createApp(deps, line, practice?.origin))
  things.opened('answers', () => door.drain())
  if (practice) connectPractice(practice, line, config)
  return { publicUrl, deps, line, practice, stop: things.closeAll }
}

/** Migrates as the owner; from then on the server works by the address that comes back. */
async function openDatabase(
  { databaseUrl, databaseOwnerUrl }: Config,
  log: Logger,
  ownDatabase: () => Promise<string>,
): Promise<string> {
  const ownerUrl = databaseOwnerUrl ?? databaseUrl ?? (await ownDatabase())
  const { applied } = await migrate(ownerUrl).catch((error: unknown) => {
    if (databaseOwnerUrl) throw databaseRefusal(error, databaseOwnerUrl, 'DATABASE_OWNER_URL')
    throw databaseUrl === undefined ? error : databaseRefusal(error, databaseUrl)
  })
  if (applied.length > 0) log.info('database.migrated', { count: applied.length })
  const given = databaseOwnerUrl && databaseUrl
  const { url, because } = await servedAs(ownerUrl, given).catch((error: unknown) => {
    throw given ? databaseRefusal(error, given) : error
  })
  if (because) log.warn('database.served_by_its_owner', { reason: because })
  return url
}

async function openOwnDatabase(
  folder: { path: string; because: string | undefined },
  things: OpenThings,
  say: (sentence: string) => void,
): Promise<string> {
  if (folder.because) say(folder.because)
  const claim = claimDataFolder(folder.path)
  if (claim.isGuest) say(`Another Goldthread runs in ${folder.path}: sharing its database.`)
  things.opened('data folder', claim.release)
  const postgres = await startEmbeddedPostgres({ directory: join(folder.path, 'postgres') })
  if (postgres.adopted && !claim.isGuest)
    say('A database left behind by a start that was killed is taken over.')
  if (!claim.isGuest) things.opened('database', () => postgres.stop(), 20_000)
  return postgres.createDatabase('goldthread')
}

/**
 * The practice world, completed if an earlier start was killed half-way. A house that already holds lines of its own is left
 * alone. Imported only here: production never loads it.
 */
async function fillWithInventedPeople(deps: Deps, say: (sentence: string) => void): Promise<void> {
  const { seedWorld, isOwnWorld } = await import('./world/seed.ts')
  const lines = await readLines(deps.db)
  if (!isOwnWorld(lines.map(line => line.phoneNumber))) return
  if (lines.length === 0) say('Filling the empty house with invented people …')
  await seedWorld(deps)
}

/** The telephone is answered with or without pages: a build that fails is said, and the house opens. */
async function buildPagesOrSayWhy(
  say: (sentence: string) => void,
  log: Logger,
): Promise<ClientBuild | 'failed'> {
  try {
    return await buildClientIfStale(PROJECT)
  } catch (error) {
    say('The pages could not be built: run "npm run build" to see why. Calls are answered all the same.')
    log.error('client.not_built', errorFields(error))
    return 'failed'
  }
}
