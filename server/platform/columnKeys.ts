import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Values that must not be read by whoever has the database or a copy of it: encrypted column by column, with a key that is never
 * in it. AES-256-GCM with a new random nonce of 96 bits each time (NIST SP 800-38D 8.2.2: good for 2^32 values of one key).
 */

/** What a value belongs to: it opens nowhere else. */
export type Place = {
  /** 'table.column': each has a key of its own, made from the one that is set. */
  column: string
  /** Whose row it is, in an order that is kept. */
  row: readonly (string | number)[]
}

/** A value as it is stored: nonce, ciphertext and tag in one, and which key it was sealed with. */
export type Sealed = { sealed: Buffer; keyId: string }

export type ColumnKeys = {
  /** Of the key that seals now: eight hexadecimal digits, which tell nothing of the key. */
  currentId: string
  /** Of every key at hand. */
  ids: readonly string[]
  seal(place: Place, value: string): Sealed
  /** Undefined: sealed with a key that is not at hand, for another place, or touched since. */
  open(place: Place, sealed: Sealed): string | undefined
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `current` seals; `old` only open what was sealed before. All as they are written in a setting. */
export function columnKeys({ current, old }: { current: string; old: readonly string[] }): ColumnKeys {
  const ring = new Map([current, ...old].map(text => [keyId(text), secretOf(text)]))
  const currentId = keyId(current)
  const made = new Map<string, Buffer>()
  const keyOf = (id: string, column: string): Buffer | undefined => {
    const secret = ring.get(id)
    if (!secret) return undefined
    const name = `${id} ${column}`
    const key =
      made.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `goldthread column ${column}`, 32))
    made.set(name, key)
    return key
  }
  return {
    currentId,
    ids: [...ring.keys()],
    seal(place, value) {
      const key = keyOf(currentId, place.column)
      if (!key) throw new Error('the current key is not in its own ring')
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(place, currentId))
      const sealed = Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { sealed, keyId: currentId }
    },
    open(place, { sealed, keyId: id }) {
      const key = keyOf(id, place.column)
      if (!key || sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(boundTo(place, id)).setAuthTag(sealed.subarray(-TAG_BYTES))
      try {
        const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        return undefined // the tag does not fit: not this place, or not as it was sealed
      }
    },
  }
}

/** A list as JSON writes it: no two places read the same. */
function boundTo({ column, row }: Place, id: string): Buffer {
  return Buffer.from(JSON.stringify([column, ...row.map(String), id]))
}

/** By which a row says what opens it. Half of a hash: the key is not to be had from it. */
export function keyId(text: string): string {
  return createHash('sha256').update('goldthread key id').update(secretOf(text)).digest('hex').slice(0, 8)
}

function secretOf(text: string): Buffer {
  const bytes = columnKeyBytes(text)
  if (!bytes) throw new Error('a column key is 32 bytes in base64')
  return bytes
}

/** The 32 bytes of a key as it is written in a setting; undefined when it is none. */
export function columnKeyBytes(text: string): Buffer | undefined {
  const plain = text.replace(/=+$/, '')
  if (!/^[\w+/-]{43}$/.test(plain)) return undefined
  const bytes = Buffer.from(plain, 'base64')
  return bytes.length === 32 ? bytes : undefined
}

/** A new key, as it is written in a setting. */
export function newColumnKey(): string {
  return randomBytes(32).toString('base64')
}
