import { z } from 'zod'
import { columnKeyBytes, keyId } from './columnKeys.ts'

const HOW = '32 random bytes in base64, as "openssl rand -base64 32" makes them.'

/** 32 bytes in base64. */
export const columnKey = z
  .string(`Set it to the key of the encrypted columns: ${HOW}`)
  .refine(text => columnKeyBytes(text) !== undefined, `Give ${HOW}`)

export const oldColumnKeys = z
  .string()
  .default('')
  .transform(text => text.split(',').flatMap(part => part.trim() || []))
  .refine(
    list => list.every(text => columnKeyBytes(text) !== undefined),
    'List the keys that went before, each 32 bytes in base64, separated by commas.',
  )

type Refusal = { setting: string; because: string }

/** A key that is both the one that seals and one that went before: somebody changed only half of the settings. */
export function repeatedColumnKey(env: {
  COLUMN_KEY?: string | undefined
  COLUMN_KEYS_OLD: string[]
}): Refusal[] {
  const { COLUMN_KEY: key, COLUMN_KEYS_OLD: old } = env
  if (key === undefined || !old.some(text => keyId(text) === keyId(key))) return []
  return [{ setting: 'COLUMN_KEYS_OLD', because: 'COLUMN_KEY is among them: list only the keys before it.' }]
}

/** The keys for a command that needs nothing else of the settings. Without `current`: practice's own. */
export function readColumnKeys(
  env: Readonly<Record<string, string | undefined>>,
): { kind: 'ready'; current: string | undefined; old: string[] } | ({ kind: 'refused' } & Refusal) {
  const current = columnKey.optional().safeParse(env.COLUMN_KEY || undefined)
  const old = oldColumnKeys.safeParse(env.COLUMN_KEYS_OLD || undefined)
  const wrong = (setting: string, { issues }: z.ZodError) =>
    ({ kind: 'refused', setting, because: issues[0]?.message ?? '' }) as const
  if (!current.success) return wrong('COLUMN_KEY', current.error)
  if (!old.success) return wrong('COLUMN_KEYS_OLD', old.error)
  return { kind: 'ready', current: current.data, old: old.data }
}
