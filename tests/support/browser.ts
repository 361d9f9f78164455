import { io, type Socket } from 'socket.io-client'
import type { FeedEntry, Heartbeat, LiveEvents } from '#shared/live.ts'
import { PASSWORD } from './smallHouse.ts'

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers }

/** What a page of ours sends, without a browser: cookies kept, the marks of our own pages set. */
export type Browser = {
  cookie: string
  /** By which the server knows this browser when somebody has signed in with it before. */
  device: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  send(
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> },
  ): Promise<Answer>
}

export function browserAt(url: string): Browser {
  const browser: Browser = {
    cookie: '',
    device: '',
    get: (path, headers = {}) => browser.send('GET', path, { headers }),
    post: (path, body, headers = {}) =>
      browser.send('POST', path, { body: JSON.stringify(body), headers: { ...ownMarks(url), ...headers } }),
    send: async (method, path, { body, headers = {} }) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(browser.cookie || browser.device
            ? { cookie: [browser.cookie, browser.device].filter(Boolean).join('; ') }
            : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
      })
      for (const set of response.headers.getSetCookie()) {
        const [cookie = ''] = set.split(';')
        if (cookie.startsWith('goldthread-device=')) browser.device = cookie
        else browser.cookie = cookie
      }
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : { text },
        headers: response.headers,
      }
    },
  }
  return browser
}

/** The headers that every command of our own pages carries. */
export function ownMarks(url: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-goldthread': '1', origin: new URL(url).origin }
}

export async function signedIn(url: string, signInName: string): Promise<Browser> {
  const browser = browserAt(url)
  const { status } = await browser.post('/api/sign-in', { signInName, password: PASSWORD })
  if (status !== 200) throw new Error(`${signInName} could not sign in: ${status}`)
  return browser
}

export type LiveConsole = {
  socket: Socket<LiveEvents, Record<string, never>>
  entries: FeedEntry[]
  beats: Heartbeat[]
  isSignedOut: () => boolean
  close: () => void
}

/** A console's live connection. Rejects with the reason when it is refused. */
export function liveConsole(
  url: string,
  cookie: string,
  headers: Record<string, string> = { origin: new URL(url).origin },
  transports: ('websocket' | 'polling')[] = ['websocket'],
): Promise<LiveConsole> {
  const socket: LiveConsole['socket'] = io(url, {
    path: '/live',
    transports,
    extraHeaders: { ...(cookie ? { cookie } : {}), ...headers },
    reconnection: false,
    forceNew: true,
  })
  const heard: LiveConsole = {
    socket,
    entries: [],
    beats: [],
    isSignedOut: () => wasSignedOut,
    close: () => void socket.disconnect(),
  }
  let wasSignedOut = false
  socket.on('feed', (_, entries) => void heard.entries.push(...entries))
  socket.on('heartbeat', beat => void heard.beats.push(beat))
  socket.on('signedOut', () => {
    wasSignedOut = true
  })
  return new Promise((connected, refused) => {
    socket.once('connect', () => connected(heard))
    socket.once('connect_error', error => {
      socket.disconnect()
      refused(error)
    })
  })
}

/** Of the time from one look to the next no more than this counts: in what is longer this machine did something else. */
const LONGEST_LOOK_MS = 40

/**
 * Waits until something holds; fails with a sentence when it does not come to hold in time. Where the time is a promise of the house,
 * the house is held to it, and not the machine: it may stand still for seconds at any moment.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  let waitedMs = 0
  for (;;) {
    const lookedAt = performance.now()
    if (await holds()) return
    if (waitedMs > withinMs) throw new Error(`waited ${withinMs} ms in vain: ${what}`)
    await new Promise(done => setTimeout(done, 10))
    waitedMs += Math.min(performance.now() - lookedAt, LONGEST_LOOK_MS)
  }
}
