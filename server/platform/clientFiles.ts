import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

const NOT_BUILT =
  'The pages are not built. Start again with npm start, which builds them, or run npm run build.\n'

/** The built pages. Hashed files are kept for a year; the page that names them is asked for every time. */
export function clientFiles(directory: string): Router {
  const router = Router()
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), {
      immutable: true,
      maxAge: '365d',
      fallthrough: false,
      index: false,
    }),
  )
  router.use(
    express.static(directory, {
      index: false,
      setHeaders: response => response.setHeader('Cache-Control', 'no-cache'),
    }),
  )
  router.get('/{*page}', page(directory))
  return router
}

/** Every address that is no file is a page of the console: the page itself finds out which. */
function page(directory: string): RequestHandler {
  const file = join(directory, 'index.html')
  return (request, response, next) => {
    if (!request.accepts('html')) return next()
    response.setHeader('Cache-Control', 'no-cache')
    if (!existsSync(file)) return void response.status(503).type('text/plain').send(NOT_BUILT)
    response.sendFile(file)
  }
}
