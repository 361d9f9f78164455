import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { PASSWORD_MINUTES } from '#shared/proof.ts'
import type { Actor } from '#shared/staff.ts'
import { readAccount } from './accountStore.ts'
import { isPassword } from './password.ts'
import { hasTypedPassword, notePasswordTyped } from './sessionStore.ts'
import { HELD_OFF } from './signIn.ts'
import { countAttempt, takeBack } from './signInLimits.ts'

/** What asks for the password again, to be said by whoever shows it. */
export const TYPE_IT_AGAIN = { kind: 'type_password' } as const

/**
 * Does `act` when the password was typed in this session not long ago, and else asks for it: a screen that was left unlocked shows
 * nobody how to get into a home (threat T-07). Nothing of a record is looked at before.
 */
export async function afterPassword<Done>(
  { db }: { db: Database },
  actor: Actor,
  act: () => Promise<Done>,
): Promise<Done | typeof TYPE_IT_AGAIN> {
  return (await hasTypedPassword(db, actor.sessionId, PASSWORD_MINUTES)) ? act() : TYPE_IT_AGAIN
}

/** She who is signed in types her password again. Wrong ones are counted as at a sign-in. */
export async function provePassword(
  { db }: { db: Database },
  actor: Actor,
  given: { password: string; address: string; device: string | undefined },
): Promise<void> {
  const account = await readAccount(db, actor.staffId)
  if (!account) throw new Problem('not_found', 'This account is gone. Ask the shift lead.')
  const counted = await countAttempt(db, { ...given, signInName: account.signInName })
  if (counted.isHeldOff) throw new Problem('too_many', HELD_OFF)
  if (!(await isPassword(given.password, account.passwordHash))) {
    const because = 'This is not your password. Type it again.'
    throw new Problem('bad_request', because, { fields: { password: because } })
  }
  await takeBack(db, counted)
  await notePasswordTyped(db, actor.sessionId)
}
