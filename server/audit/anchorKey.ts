import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type AnchorKey = {
  /** The public key, by which anchors are told from anybody else's. */
  publicText: string
  sign(text: string): string
}

/** The key of this folder's anchors, made at the first start: private for its owner alone, the public one beside it. */
export function openAnchorKey(dataDir: string): AnchorKey {
  const file = join(dataDir, 'anchor-key.pem')
  if (!existsSync(file)) makeKey(dataDir, file)
  const privateKey = createPrivateKey(readFileSync(file))
  const { x: publicText } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (!publicText) throw new Error('anchor-key.pem holds another kind of key than Ed25519')
  writeFileSync(join(dataDir, 'anchor-key.pub'), `${publicText}\n`)
  return { publicText, sign: text => sign(null, Buffer.from(text), privateKey).toString('base64url') }
}

/** Whole or not at all: a second process that starts at the same moment takes the first one's key. */
function makeKey(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}

/** Whether the holder of that key signed this text. What is no key at all signed nothing. */
export function signatureHolds(publicText: string, text: string, signature: string): boolean {
  const raw = Buffer.from(publicText, 'base64url')
  if (raw.length !== 32) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicText }, format: 'jwk' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}
