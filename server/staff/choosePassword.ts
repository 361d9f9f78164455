import type { Database } from '#server/platform/database.ts'
import type { Logger } from '#server/platform/logger.ts'
import { Problem } from '#server/platform/problems.ts'
import type { Actor } from '#shared/staff.ts'
import { findPerson, readAccount, replaceOwnPassword } from './accountStore.ts'
import { notAPassword } from './core/newPassword.ts'
import { hashPassword, isPassword } from './password.ts'
import { deviceToKeep, HELD_OFF } from './signIn.ts'
import { countAttempt, networkOf, takeBack } from './signInLimits.ts'
import { rememberPlace } from './signInPlaceStore.ts'

/**
 * Somebody who is signed in chooses a password of her own, and says the one she has: an unlocked screen is not enough. Every other
 * session of hers ends in the same statement, and every other machine begins as a stranger. Answers the device to be kept.
 */
export async function choosePassword(
  { db, log }: { db: Database; log: Logger },
  actor: Actor,
  given: { current: string; next: string; address: string; device: string | undefined },
): Promise<string> {
  const account = await readAccount(db, actor.staffId)
  const person = account && (await findPerson(db, account.signInName))
  if (!person) throw new Problem('not_found', 'This account is gone. Ask the shift lead.')
  const counted = await countAttempt(db, { ...given, signInName: person.signInName })
  if (counted.isHeldOff) throw new Problem('too_many', HELD_OFF)
  if (!(await isPassword(given.current, account.passwordHash)))
    throw wrong('current', 'This is not the password you have now. Type it again.')
  await takeBack(db, counted)
  const because = notAPassword(given.next, { ...person, current: given.current })
  if (because) throw wrong('next', because)
  const passwordHash = await hashPassword(given.next)
  if (!(await replaceOwnPassword(db, person, actor.sessionId, { was: account.passwordHash, passwordHash })))
    throw new Problem('conflict', 'Your password was changed meanwhile. Sign in again.')
  const device = await deviceToKeep(db, given.device)
  await rememberPlace(db, actor.staffId, { device, network: networkOf(given.address) })
  log.info('password.chosen', { staffId: actor.staffId })
  return device
}

function wrong(field: 'current' | 'next', because: string): Problem {
  return new Problem('bad_request', because, { fields: { [field]: because } })
}
