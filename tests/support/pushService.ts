import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { Notice, type NoticePhone } from '#shared/notices.ts'

/** What a push service was handed. Only the browser that it is for can open it. */
export type Handed = { path: string; headers: IncomingHttpHeaders; body: Buffer }
/** A browser with its keys, as it would say of itself. */
export type TestPhone = { phone: NoticePhone; path: string; open: (sealed: Buffer) => Notice }

/** A push service of this machine: keeps what it is handed, and answers as it is told to. */
export type PushService = {
  origin: string
  handed: Handed[]
  answers: (status: number, headers?: Record<string, string>) => void
  newPhone: () => TestPhone
  close: () => Promise<void>
}

export async function pushService(): Promise<PushService> {
  let answer: { status: number; headers: Record<string, string> } = { status: 201, headers: {} }
  const handed: Handed[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    handed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
    response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the push service has no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    handed,
    answers: (status, headers = {}) => {
      answer = { status, headers }
    },
    newPhone: () => newPhone(origin),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function newPhone(origin: string): TestPhone {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const auth = randomBytes(16)
  const path = `/send/${randomBytes(12).toString('hex')}`
  const p256dh = curve.getPublicKey()
  return {
    path,
    phone: {
      endpoint: origin + path,
      p256dh: p256dh.toString('base64url'),
      auth: auth.toString('base64url'),
    },
    open: sealed => {
      // RFC 8188 and 8291: salt, record size, the sender's key, then one record.
      const [salt, length] = [sealed.subarray(0, 16), sealed.readUInt8(20)]
      const sender = sealed.subarray(21, 21 + length)
      const record = sealed.subarray(21 + length)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender])
      const secret = hkdf(curve.computeSecret(sender), auth, info, 32)
      const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
      const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(record.subarray(-16))
      const plain = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
      return Notice.strict().parse(JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString()))
    },
  }
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes))
}

/** What the house says of itself to a push service, once its signature is found good. Source: RFC 8292. */
export function signedBy({ headers }: Handed): { key: string; claims: unknown } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? []
  const [head, body, signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const isGood = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isGood) throw new Error('the push service does not know this signature')
  return { key, claims: JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) }
}
