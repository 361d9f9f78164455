import { extname, join } from 'node:path'
import express, { type RequestHandler, type Response, Router } from 'express'
import { noSuchRoute } from './answerProblem.ts'

const NOT_BUILT =
  'The pages are not built. Start again with npm start, which builds them, or run npm run build.\n'

/** How a file may travel, the smallest first: the build lays each beside the plain one, under its name and this ending. */
const ENCODINGS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const

/** The built pages. Hashed files are kept for a year; the page that names them is asked for every time. */
export function clientFiles(directory: string): Router {
  const router = Router()
  const assets = files(join(directory, 'assets'), 'public, max-age=31536000, immutable')
  const pages = files(directory, 'no-cache')
  router.use('/assets', assets, missing)
  router.use(pages)
  router.get('/{*page}', page(pages))
  return router
}

/** Every address that is no file is a page of the console: the page itself finds out which. */
function page(pages: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (!request.accepts('html')) return next()
    request.url = '/index.html'
    pages(request, response, error => {
      if (error) return next(error)
      response.status(503).type('text/plain').setHeader('Cache-Control', 'no-cache')
      response.send(NOT_BUILT)
    })
  }
}

/** A name of an older build, or of a newer one that this process has not yet: nobody may keep that it was not there. */
const missing: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  noSuchRoute(request, response, next)
}

/** The files of a folder, each in the smallest form that the browser takes. Nothing is compressed for a request: it is done at the build. */
function files(directory: string, cacheControl: string): RequestHandler {
  const serve = express.static(directory, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', cacheControl)
      sayEncoding(response, path)
    },
  })
  return (request, response, next) => {
    response.vary('Accept-Encoding')
    const plain = request.url
    // Each by itself: asked for the best of several, the order in which the browser happens to name them would decide.
    const taken = ENCODINGS.filter(({ encoding }) => request.acceptsEncodings(encoding))
    const forms = [...taken.map(({ ending }) => `${request.path}${ending}`), plain]
    const tryNext = (error?: unknown) => {
      const form = error ? undefined : forms.shift()
      request.url = form ?? plain
      if (form === undefined) return next(error)
      serve(request, response, tryNext)
    }
    tryNext()
  }
}

function sayEncoding(response: Response, path: string): void {
  const found = ENCODINGS.find(({ ending }) => path.endsWith(ending))
  if (!found) return
  response.setHeader('Content-Encoding', found.encoding)
  response.type(extname(path.slice(0, -found.ending.length)))
}
