import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { NextFunction, Request, Response } from 'express'
import express from 'express'
import helmet from 'helmet'
import { isFinal } from './core/callStatus.ts'
import { createWorld, setApplications, setNumbers } from './createWorld.ts'
import { documentRouter } from './documentHost.ts'
import { phoneFromHandset } from './incoming.ts'
import { brokenInvariants } from './invariants.ts'
import { ledgerOf } from './ledger.ts'
import { endLeg } from './legs.ts'
import type { PracticeLine, PracticeLineOptions } from './lineOptions.ts'
import { pageRouter } from './pageRoutes.ts'
import { handset, phoneCall } from './phoneCalls.ts'
import { restRouter } from './rest/restRouter.ts'
import { openSockets } from './sockets.ts'
import { softphoneClient } from './softphoneClient.ts'
import { settled } from './waiting.ts'
import type { World } from './world.ts'

/** Starts a telephone line of our own: signed webhooks, TwiML, queues, conferences, REST and handsets over real HTTP. */
export async function startPracticeLine(options: PracticeLineOptions): Promise<PracticeLine> {
  const world = createWorld(options)
  const server = createServer(createApp(world, options.pageDirectory))
  const sockets = openSockets(world, server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve)
  })
  const { address, port } = server.address() as AddressInfo // a TCP server always has one
  world.origin = `http://${address.includes(':') ? `[${address}]` : address}:${port}`
  const hasVirtualClock = options.clock?.attach !== undefined

  return {
    origin: world.origin,
    async close() {
      world.isClosed = true
      for (const { letGo } of world.scenes.values()) letGo.abort()
      for (const leg of world.legs.values()) if (!isFinal(leg.status)) endLeg(world, leg, 'farEnd')
      for (const exchange of world.exchanges) exchange.abort()
      sockets.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      world.exchanger.close()
    },
    phone: (from, to) => phoneCall(world, phoneFromHandset(world, from, to)),
    handset: number => handset(world, number),
    softphone: (identity, given) =>
      softphoneClient(world, identity, given?.applicationSid ?? [...world.applications.keys()][0]),
    setDocuments(documents) {
      world.documents = new Map(Object.entries(documents))
    },
    setNumbers: numbers => setNumbers(world, numbers),
    setApplications: applications => setApplications(world, applications),
    trace: () => world.traced,
    calls: () => ledgerOf(world),
    checkInvariants: () => brokenInvariants(world),
    faults(plan) {
      world.faults = plan
    },
    failRest(how) {
      world.failRest = how
    },
    outage(isOut) {
      world.isOut = isOut
      if (!isOut) return
      sockets.dropAll()
      for (const leg of world.legs.values()) if (!isFinal(leg.status)) endLeg(world, leg, 'farEnd')
    },
    settle: () => settled(world, !hasVirtualClock),
  }
}

function createApp(world: World, pageDirectory: string | undefined): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'connect-src': ["'self'"],
          'style-src': ["'self'"],
          'img-src': ["'self'", 'data:'],
          'object-src': ["'none'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
          'form-action': ["'self'"],
        },
      },
      strictTransportSecurity: false,
      // The origin of the page's own requests is checked, so it must be sent.
      referrerPolicy: { policy: 'same-origin' },
    }),
  )
  app.use(documentRouter(world))
  app.use(restRouter(world))
  app.use(pageRouter(world))
  if (pageDirectory !== undefined) {
    app.get('/', (_request, response) => response.sendFile(path.resolve(pageDirectory, 'practice.html')))
    app.use(express.static(pageDirectory, { index: false }))
  }
  app.use((_request, response) => void response.status(404).type('text/plain').send('There is nothing here.'))
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status >= 500)
      world.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    if (response.headersSent) next(error)
    else response.status(status).type('text/plain').send('The request could not be understood.')
  })
  return app
}
