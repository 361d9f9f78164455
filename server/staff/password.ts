import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

let standIn: Promise<string> | undefined

/**
 * Whether this is the password. Without an account it takes as long as with one, and says no: neither the answer nor the
 * time tells who works here.
 */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  standIn ??= hashPassword('nobody has this password')
  const isRight = await verify(passwordHash ?? (await standIn), password.normalize('NFKC'))
  return isRight && passwordHash !== undefined
}
