import type { StaffId } from '#shared/ids.ts'

/**
 * What a phone keeps between two moments of signal, encrypted at rest (AES-GCM) with keys that the browser makes and gives to nobody, the
 * page included. The copy of tasks has a key of its own: wiped, the key goes first, and what is left on the disk opens for nobody.
 */

const NAME = 'goldthread-phone'
const STORE = 'sealed'
/** What is being written, in a drawer for each who writes: whoever signs in here next writes over nothing of theirs. */
type HalfDoneOf = `half_done of ${StaffId}`
/** `copy`: accepted tasks. `queue`: what is not sent yet. */
export type Drawer = 'copy' | 'queue' | HalfDoneOf
export const halfDoneOf = (staffId: StaffId): HalfDoneOf => `half_done of ${staffId}`
type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => void asked.result.createObjectStore(STORE)
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error ?? new Error('the phone’s store did not open'))
  })
}

/** One transaction over the store; closed behind it, so that nothing keeps the store from being deleted. */
async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  try {
    return await new Promise((done, failed) => {
      const transaction = db.transaction(STORE, mode, { durability: 'strict' })
      const asked = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => done(asked.result)
      transaction.onerror = () => failed(transaction.error ?? new Error('the phone’s store refused'))
      transaction.onabort = () => failed(transaction.error ?? new Error('the phone’s store gave up'))
    })
  } finally {
    db.close()
  }
}

const keyOf = (drawer: Drawer) => `key of ${drawer}`

async function keyFor(drawer: Drawer): Promise<CryptoKey> {
  const kept: unknown = await within('readonly', store => store.get(keyOf(drawer)))
  if (kept instanceof CryptoKey) return kept
  const made = await newKey()
  await within('readwrite', store => store.put(made, keyOf(drawer)))
  return made
}

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const additional = (drawer: Drawer) => new TextEncoder().encode(drawer)

/** Keeps a value, in place of the one before. */
export async function seal(drawer: Drawer, value: unknown): Promise<void> {
  const sealed = await sealedWith(await keyFor(drawer), drawer, value)
  await within('readwrite', store => store.put(sealed, drawer))
}

/**
 * Keeps a value under a key of its own: what was there before opens for nobody any more. In one transaction, so that a page that goes
 * away meanwhile leaves the one or the other.
 */
export async function sealAnew(drawer: Drawer, value: unknown): Promise<void> {
  const key = await newKey()
  const sealed = await sealedWith(key, drawer, value)
  await within('readwrite', store => {
    store.put(key, keyOf(drawer))
    return store.put(sealed, drawer)
  })
}

async function sealedWith(key: CryptoKey, drawer: Drawer, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const how = { name: 'AES-GCM', iv, additionalData: additional(drawer) }
  return { iv, data: await crypto.subtle.encrypt(how, key, plain) }
}

/** What was kept, to be parsed; undefined where there is nothing, or nothing that opens. */
export async function unseal(drawer: Drawer): Promise<unknown> {
  const [sealed, key]: [Sealed | undefined, unknown] = [
    await within('readonly', store => store.get(drawer)),
    await within('readonly', store => store.get(keyOf(drawer))),
  ]
  if (!sealed || !(key instanceof CryptoKey)) return undefined
  try {
    const { iv, data } = sealed
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: additional(drawer) },
      key,
      data,
    )
    return JSON.parse(new TextDecoder().decode(plain))
  } catch (error) {
    // Another key, or a touched row: it opens for nobody, and is as if it were not there.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

/** Key and all, at once. Nothing is asked of the server, so that it works for whoever is signed out. */
export async function wipe(drawer: Drawer): Promise<void> {
  await within('readwrite', store => {
    store.delete(keyOf(drawer))
    return store.delete(drawer)
  })
}

/** Whether somebody else was writing on this phone: a sign-out takes theirs as well. */
export async function isHalfDoneOfOthers(staffId: StaffId): Promise<boolean> {
  const kept = await within('readonly', store => store.getAllKeys())
  return kept.some(key => `${key}`.startsWith('half_done of ') && key !== halfDoneOf(staffId))
}

/** For whoever is signed out, or was never signed in: nothing of anybody stays on the machine. */
export async function wipeCopyWhereKept(): Promise<void> {
  try {
    const kept = await indexedDB.databases()
    if (kept.some(({ name }) => name === NAME)) await wipe('copy')
  } catch (error) {
    // A browser that keeps nothing has nothing to wipe.
    if (!(error instanceof DOMException || error instanceof TypeError || error instanceof ReferenceError))
      throw error
  }
}
