/**
 * The page's own worker: it keeps the page, its scripts, sheet and letters, so that they open without a signal, and shows the notices that the
 * house sends to this telephone, which name nobody. What the server says of anybody never passes through here: what the page asks of its API is
 * not touched. It serves the one page under its scope; the console and every other page are as if there were none. Built anew with each build,
 * it throws away what the build before kept.
 */

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type Pushed = Extendable & { data: { json(): unknown } | null }
type Pressed = Extendable & { notification: { close(): void } }
type Moved = Extendable & { oldSubscription: PushSubscription | null }
type Page = { url: string; focus(): Promise<unknown> }
type Worker = {
  addEventListener(name: 'install' | 'activate', act: (event: Extendable) => void): void
  addEventListener(name: 'fetch', act: (event: Fetching) => void): void
  addEventListener(name: 'push', act: (event: Pushed) => void): void
  addEventListener(name: 'notificationclick', act: (event: Pressed) => void): void
  addEventListener(name: 'pushsubscriptionchange', act: (event: Moved) => void): void
  skipWaiting(): Promise<void>
  clients: {
    claim(): Promise<void>
    matchAll(which: { type: 'window'; includeUncontrolled: true }): Promise<Page[]>
    openWindow(address: string): Promise<unknown>
  }
  registration: ServiceWorkerRegistration
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

worker.addEventListener('push', event => {
  const { words, tag } = noticeIn(event.data)
  const options = { body: words, tag, renotify: true, icon: '/my-tasks-192.png', lang: 'en-GB' }
  event.waitUntil(worker.registration.showNotification('Goldthread', options))
})

worker.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(open())
})

worker.addEventListener('pushsubscriptionchange', event => {
  event.waitUntil(sayNewAddress(event.oldSubscription))
})

/** A browser asks for something to be shown for each: what cannot be read is shown as that there is something to read. */
function noticeIn(data: Pushed['data']): { words: string; tag: string } {
  const read = { words: 'Something is asked of you. Open to read.', tag: 'asked' }
  try {
    const said = data?.json()
    if (typeof said !== 'object' || said === null) return read
    if ('words' in said && typeof said.words === 'string') read.words = said.words
    if ('tag' in said && typeof said.tag === 'string') read.tag = said.tag
  } catch {
    return read
  }
  return read
}

/** The page that is open already, or a new one. What it is about is asked for there, by whoever is signed in. */
async function open(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const mine = pages.find(({ url }) => new URL(url).pathname === PAGE)
  await (mine ? mine.focus() : worker.clients.openWindow(PAGE))
}

/** The browser has changed its address by itself. Only who was told at the old one is; where it does not get through the page says it when it opens. */
async function sayNewAddress(old: PushSubscription | null): Promise<void> {
  const key = old?.options.applicationServerKey
  if (!old || !key) return
  const { endpoint, keys } = (
    await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  ).toJSON()
  await fetch('/api/my/notices/here', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Goldthread': '1' },
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth, instead: old.endpoint }),
  })
}

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
