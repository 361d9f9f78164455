import { call } from '#client/api/call.ts'
import { NoticePhone, type ToldHere } from '#shared/notices.ts'
import { routes } from '#shared/routes.ts'
import type { Browser } from './core/noticesHere.ts'
import { registerWorker } from './useWorker.ts'

/** Who wants to be told in this browser: asked for again by itself when they sign in again, and never on behalf of somebody else. */
const WANTED_BY = 'goldthread.toldHere'

export function browserNow(): Browser {
  const isAble = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  return {
    isAble,
    isApple: /iPhone|iPad/.test(navigator.userAgent) || isTouchMac(),
    permission: isAble ? Notification.permission : 'default',
  }
}

/** An iPad says that it is a Mac. */
const isTouchMac = () => navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1

/** Asks whoever holds the telephone, then the browser, then the house. Null: they were asked, and did not allow it. */
export async function tellHere(staffId: string, key: string): Promise<ToldHere | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const told = await say(key)
  keepWanted(told.kind === 'told' ? staffId : null)
  return told
}

/**
 * When the page opens, or somebody has signed in again: who wanted it before is told here again, by the session that they have now. What somebody
 * else wanted here is over.
 */
export async function tellHereAgain(staffId: string, key: string): Promise<ToldHere | null> {
  const by = wantedBy()
  if (by === null) return null
  if (by !== staffId) {
    await forgetHere()
    return null
  }
  return Notification.permission === 'granted' ? say(key) : null
}

export async function tellHereNoMore(): Promise<void> {
  const endpoint = await forgetHere()
  if (endpoint) await call(routes.tellHereNoMore, { body: { endpoint } })
}

/** Of this browser alone, with or without a signal: what is sent to it finds nobody. */
export async function forgetHere(): Promise<string | null> {
  keepWanted(null)
  const worker = await navigator.serviceWorker?.getRegistration('/my-tasks')
  const old = await worker?.pushManager?.getSubscription()
  await old?.unsubscribe()
  return old?.endpoint ?? null
}

async function say(key: string): Promise<ToldHere> {
  const { pushManager } = await registerWorker()
  const old = await pushManager.getSubscription()
  // The house is known by another key now: the browser has to be asked anew.
  if (old && keyOf(old) !== key) await old.unsubscribe()
  const { endpoint, keys } = (
    await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  ).toJSON()
  const phone = NoticePhone.safeParse({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth })
  if (!phone.success)
    return {
      kind: 'refused',
      because: 'This browser gives no address that the house can use. You are told by text.',
    }
  return call(routes.tellHere, { body: phone.data })
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function wantedBy(): string | null {
  try {
    return localStorage.getItem(WANTED_BY)
  } catch {
    return null // storage is switched off here: they press again
  }
}

function keepWanted(by: string | null): void {
  try {
    if (by) localStorage.setItem(WANTED_BY, by)
    else localStorage.removeItem(WANTED_BY)
  } catch {
    // Storage is switched off here.
    return
  }
}
