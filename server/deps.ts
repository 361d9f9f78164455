import { randomUUID } from 'node:crypto'
import { practiceNoticeKey } from '#server/platform/columnKeyFile.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Config } from '#server/platform/config.ts'
import { connectDatabase, type Database, type Fragment, HOUSE_NAMES } from '#server/platform/database.ts'
import { databaseHealth } from '#server/platform/databaseHealth.ts'
import type { HealthCheck } from '#server/platform/health.ts'
import type { Logger } from '#server/platform/logger.ts'
import { type NoticeKeys, noticeKeysOf } from '#server/platform/noticeKey.ts'
import { ownOrigins } from '#server/platform/ownOrigin.ts'
import { type SessionCookie, sessionCookie } from '#server/staff/sessions.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { readCall, toBoard } from './calls/callStore.ts'
import { type KeptCalls, keptCalls } from './calls/keptCalls.ts'
import { ringWaiting } from './calls/ringWaitingStore.ts'
import { teamTaskMoved } from './carers/keepVisitPromises.ts'
import type { TeamTaskDeps } from './dispatch/changeTeamTask.ts'
import { heardOfTeamTask } from './dispatch/heardOfTeamTask.ts'
import type { Heard, IsNumberOf } from './messages/heard.ts'
import { isNumberOfAccount } from './staff/phoneStore.ts'
import { isNumberInTeam } from './teams/memberPhoneStore.ts'

/** What is woken by a change, once it runs: until then a change waits for the next look. */
export type Wakes = {
  feed: (lineId: LineId) => void
  ticker: () => void
  sessionEnded: (sessionId: string) => void
}

/** Everything real that the modules are handed: built once, here, and nowhere reached for. */
export type Deps = {
  config: Config
  log: Logger
  clock: () => Instant
  newId: () => string
  /** For everything but the voice path. */
  db: Database
  /** The voice path's own few connections: a slow report must not keep a caller waiting. */
  callDb: Database
  publicUrl: string
  /** Everything that must survive the process beside the database: the spool. */
  dataDir: string
  /** For what the database alone must not tell. */
  columnKeys: ColumnKeys
  origins: ReadonlySet<string>
  cookie: SessionCookie
  isPractice: boolean
  /** Null: no notices are sent to telephones. */
  noticeKeys: NoticeKeys | null
  pushServices: readonly string[]
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
  ringWaiting: (lineId: LineId, onlyIf: Fragment) => Fragment
  keptCalls: KeptCalls
  /** Who waits for what is answered by a text or a key. */
  heard: Heard
  isNumberOf: IsNumberOf
  /** Whoever watches a visit is told of what becomes of it. */
  teamTaskMoved: TeamTaskDeps['teamTaskMoved']
  numberOfCall: TeamTaskDeps['numberOfCall']
  sessionEnded: (sessionId: string) => void
  wakes: Wakes
  health: HealthCheck[]
  /** What is amiss with others, and no reason to be without this process. */
  troubles: HealthCheck[]
}

const CALL_PATH_CONNECTIONS = 6
/** Twilio waits some seconds for an answer, the caller in silence: after this the spool takes the event. */
const CALL_PATH_DEADLINE_MS = 900

export function createDeps(built: {
  config: Config
  log: Logger
  publicUrl: string
  port: number
  databaseUrl: string
  dataDir: string
  columnKeys: ColumnKeys
  clock?: () => Instant
}): Deps {
  const { config, log, publicUrl, port, databaseUrl, dataDir, columnKeys } = built
  const wakes: Wakes = { feed: () => {}, ticker: () => {}, sessionEnded: () => {} }
  const isPractice = config.mode === 'practice'
  const noticeKeyText = config.notices.key ?? (isPractice ? practiceNoticeKey(dataDir) : undefined)
  const clock = built.clock ?? (() => new Date().toISOString())
  const db = connectDatabase({ url: databaseUrl, name: HOUSE_NAMES.most, max: 10 })
  return {
    config,
    log,
    clock,
    newId: randomUUID,
    db,
    callDb: connectDatabase({
      url: databaseUrl,
      name: HOUSE_NAMES.calls,
      max: CALL_PATH_CONNECTIONS,
      deadlineMs: CALL_PATH_DEADLINE_MS,
    }),
    publicUrl,
    dataDir,
    columnKeys,
    origins: ownOrigins(publicUrl, isPractice ? port : undefined),
    cookie: sessionCookie(publicUrl),
    isPractice,
    noticeKeys: noticeKeyText === undefined ? null : noticeKeysOf(noticeKeyText, publicUrl),
    pushServices: config.notices.services,
    wakeFeed: lineId => wakes.feed(lineId),
    wakeTicker: () => wakes.ticker(),
    ringWaiting: (lineId, onlyIf) => ringWaiting(db.sql, lineId, clock(), onlyIf),
    keptCalls: keptCalls(),
    heard: heardOfTeamTask,
    isNumberOf: (sql, staffId, number) => sql`(
      ${isNumberOfAccount(sql, staffId, number)} or ${isNumberInTeam(sql, staffId, number)}
    )`,
    teamTaskMoved,
    numberOfCall: async callId => {
      const call = await readCall(db, callId)
      return call ? toBoard(call).from : null
    },
    sessionEnded: sessionId => wakes.sessionEnded(sessionId),
    wakes,
    health: [databaseHealth(db, clock)],
    troubles: [],
  }
}
