import { createHash } from 'node:crypto'
import type { Router } from 'express'
import express from 'express'
import type { World } from './world.ts'

const CACHE_SECONDS = 60

/** A plain host of static documents: the other provider, which stands when hub and carrier do not. */
export function documentRouter(world: World): Router {
  const router = express.Router()
  router.all('/documents/:name', (request, response) => {
    const text = world.documents.get(request.params.name)
    if (text === undefined) {
      response.status(404).type('text/plain').send('There is no such document.')
      return
    }
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
    response.set({ ETag: etag, 'Cache-Control': `public, max-age=${CACHE_SECONDS}` })
    if (request.headers['if-none-match'] === etag) response.status(304).end()
    else response.type('text/xml').send(text)
  })
  return router
}
