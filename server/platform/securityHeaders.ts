import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Names every request, so that a person can quote it and a log line can be found by it. */
export const nameRequest: RequestHandler = (_, response, next) => {
  const requestId = randomUUID()
  response.locals.requestId = requestId
  response.setHeader('X-Request-Id', requestId)
  next()
}

/**
 * What a browser may do with our pages: run our own scripts, speak to us and, in practice, to the practice line; nothing
 * inline, nothing framed, the microphone for ourselves, and where a telephone is for whoever presses for help and wants it told.
 */
export function securityHeaders({
  isHttps,
  practiceOrigins,
}: {
  isHttps: boolean
  practiceOrigins: readonly string[]
}): RequestHandler[] {
  const guard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:', ...practiceOrigins.filter(origin => origin.startsWith('http'))],
        'connect-src': ["'self'", ...practiceOrigins],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  const permissions: RequestHandler = (_, response, next) => {
    response.setHeader(
      'Permissions-Policy',
      'microphone=(self), camera=(), geolocation=(self), payment=(), usb=()',
    )
    next()
  }
  return [guard, permissions]
}

/** What the house answers is about people: no cache keeps it, not even the browser's. */
export const noStore: RequestHandler = (_, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}
