import { randomBytes } from 'node:crypto'
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

/** Without i, l, o and u: read out or copied by hand, none is taken for another. 32 of them, so that each is five bits. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** A password that nobody chose: a hundred random bits, in four groups that can be typed. */
export function makePassword(): string {
  const letters = [...randomBytes(20)].map(byte => LETTERS[byte & 31]).join('')
  return letters.replace(/.{5}(?=.)/g, '$&-')
}
