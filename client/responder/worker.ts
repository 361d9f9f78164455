/**
 * The page's own worker: it keeps the page, its scripts, sheet and letters, so that they open without a signal, and nothing else. What the
 * server says of anybody never passes through here: an address of its API is not touched. It serves the one page under its scope; the
 * console and every other page are as if there were none. Built anew with each build, it throws away what the build before kept.
 */

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type Worker = {
  addEventListener(name: 'install' | 'activate', act: (event: Extendable) => void): void
  addEventListener(name: 'fetch', act: (event: Fetching) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: { origin: string }
}
// The library of types for workers and that for pages exclude each other; this is what is used of it.
const worker = globalThis as unknown as Worker

/** Written in by the build: its version, then the addresses. */
const [VERSION = '', ...FILES] = '__SHELL__'.split(' ')
const PAGE = '/my-tasks'
const PREFIX = 'my-tasks '
const CACHE = PREFIX + VERSION

/** How long a page is waited for where there is a signal that carries nothing. */
const PATIENCE_MS = 3_000

worker.addEventListener('install', event => {
  event.waitUntil(keep().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', event => {
  event.waitUntil(throwAway().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate') {
    if (pathname === PAGE) event.respondWith(page())
    return
  }
  // The name of a file changes with what is in it: what is kept is right.
  if (FILES.includes(pathname)) event.respondWith(kept(pathname))
})

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE)
  // Asked of the server and not of what the browser happens to hold: all of one build.
  await cache.addAll([PAGE, ...FILES].map(address => new Request(address, { cache: 'reload' })))
}

async function throwAway(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter(name => name.startsWith(PREFIX) && name !== CACHE).map(name => caches.delete(name)),
  )
}

/** The newest, where it comes in time; else the one that is kept: no signal, or none that carries, is what it is for. */
async function page(): Promise<Response> {
  // By its address: a request to go to a page cannot be given a patience.
  const answer = await fetch(PAGE, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null)
  return answer?.ok ? answer : kept(PAGE)
}

async function kept(address: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(address)
}
