import type { Database } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LineId, StaffId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { isPassword } from './password.ts'
import { endSession, findAccount, openSession } from './sessionStore.ts'
import { newToken } from './sessions.ts'
import { countAttempt, networkOf, takeBack } from './signInLimits.ts'
import { isOurDevice, rememberPlace } from './signInPlaceStore.ts'
import { readNurses } from './staffStore.ts'

export type SignInDeps = {
  db: Database
  clock: () => Instant
  newId: () => string
  log: Logger
  wakeFeed: (lineId: LineId) => void
  /** The session is over: whoever holds live connections of it cuts them now. */
  sessionEnded: (sessionId: string) => void
}

export const HELD_OFF =
  'Too many sign-ins that failed. Wait a quarter of an hour, or use the machine at which you signed in before; otherwise ask the shift lead for a new password.'
const WRONG = 'That sign-in name and password do not go together. Check both and try again.'

/**
 * Opens a session for whoever knows name and password. Says the same, after the same time, to everybody else. `replaces`: who is signed
 * in on that browser; if it is somebody else they are signed out, for their cookie is gone with it.
 */
export async function signIn(
  deps: SignInDeps,
  given: {
    signInName: string
    password: string
    address: string
    device: string | undefined
    replaces: Actor | undefined
  },
): Promise<{ token: string; device: string; staffId: StaffId }> {
  const counted = await countAttempt(deps.db, given)
  if (counted.isHeldOff) {
    deps.log.warn('sign_in.held_off')
    throw new Problem('too_many', HELD_OFF)
  }
  const account = await findAccount(deps.db, given.signInName)
  const isRight = await isPassword(given.password, account?.passwordHash)
  const { token, tokenHash } = newToken()
  const { replaces } = given
  const isOpen =
    isRight &&
    account &&
    (await openSession(deps.db, {
      tokenHash,
      id: deps.newId(),
      staffId: account.staffId,
      replaces: replaces?.sessionId,
    }))
  if (!isOpen) {
    deps.log.warn('sign_in.refused')
    throw new Problem('wrong_sign_in', WRONG)
  }
  if (replaces && replaces.staffId !== account.staffId) await signOut(deps, replaces)
  const device = await deviceToKeep(deps.db, given.device)
  await takeBack(deps.db, counted)
    .then(() => rememberPlace(deps.db, account.staffId, { device, network: networkOf(given.address) }))
    .catch((error: unknown) => {
      // She is signed in; one attempt too many stays counted, and the machine is a stranger until the next time.
      deps.log.warn('sign_in.count_kept', errorFields(error))
    })
  deps.log.info('sign_in.accepted', { staffId: account.staffId })
  return { token, device, staffId: account.staffId }
}

/** What the browser goes on being known by: what it was given before, or what it is given now. */
export async function deviceToKeep(db: Database, device: string | undefined): Promise<string> {
  return device !== undefined && (await isOurDevice(db, device)) ? device : newToken().token
}

/** Ends the session and cuts its connections; a nurse without a call leaves the board with it. */
export async function signOut(deps: SignInDeps, actor: Actor): Promise<void> {
  const { sql } = deps.db
  const at = deps.clock()
  const nurse = (await readNurses(deps.db, actor.lineId)).find(({ staffId }) => staffId === actor.staffId)
  const told = nurse
    ? [
        {
          kind: 'nurse' as const,
          nurse: { ...nurse, state: 'away' as const, since: at, callId: null },
        },
      ]
    : []
  const hasLeft = sql`exists (select 1 from left_board)`
  await deps.db.run(sql`
    with ${endSession(sql, actor, at)}, ${appendFeed(sql, actor.lineId, told, hasLeft)}
    select 1`)
  deps.wakeFeed(actor.lineId)
  deps.sessionEnded(actor.sessionId)
  deps.log.info('sign_out.done', { staffId: actor.staffId })
}
