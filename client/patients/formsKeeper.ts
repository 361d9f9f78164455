import { CallFailed } from '#client/api/callFailed.ts'
import { whosePage } from '#client/api/whosePage.ts'
import type { HalfWritten, HalfWrittenKey } from '#shared/record/halfWritten.ts'

type Ways = {
  keep: (form: HalfWritten, isLeaving: boolean) => Promise<unknown>
  drop: (form: HalfWrittenKey) => Promise<unknown>
}

/** Of one form, how much the server has: nothing waits, something is on its way, or it could not be kept. */
export type KeptState = 'kept' | 'keeping' | 'not_kept'

/** At most this long between a letter and its way to the server. Hazard H08: each two seconds at the latest. */
export const KEEPS_AFTER_MS = 800
export const RETRIES_AFTER_MS = 2_000

/** The server said no, and would say it again: the door is closed, or the form is too long. Tried again when something is typed. */
const REFUSALS: readonly string[] = [
  'not_allowed',
  'stale',
  'not_found',
  'conflict',
  'bad_request',
  'not_signed_in',
]

type Kept = {
  key: HalfWrittenKey
  /** What the server is to hold; null when it is to hold nothing. Undefined: nothing is wanted of it. */
  wanted: HalfWritten | null | undefined
  isSending: boolean
  isSent: boolean
  hasFailed: boolean
  timer?: ReturnType<typeof setTimeout> | undefined
}

/** Keeps the half-written forms of one record on the server, each as it is typed: one request at a time for each, or a later one could overtake. */
export function createFormsKeeper({ keep, drop }: Ways) {
  const forms = new Map<string, Kept>()
  const watchers = new Set<() => void>()
  const typedBy = whosePage()
  let canSend = true
  let version = 0

  const told = () => {
    version += 1
    for (const watcher of watchers) watcher()
  }
  const of = (key: HalfWrittenKey) => {
    const name = nameOf(key)
    const form: Kept = forms.get(name) ?? {
      key: { section: key.section, itemId: key.itemId },
      wanted: undefined,
      isSending: false,
      isSent: false,
      hasFailed: false,
    }
    forms.set(name, form)
    return form
  }
  /** It goes on trying after its record went from the screen; never as whoever signs in on this page next. */
  const mayNot = () => !canSend || whosePage() !== typedBy
  function plan(form: Kept, afterMs: number) {
    if (form.timer !== undefined || form.isSending || mayNot() || form.wanted === undefined) return
    form.timer = setTimeout(() => void send(form), afterMs)
  }
  function rest(form: Kept) {
    clearTimeout(form.timer)
    form.timer = undefined
  }
  async function send(form: Kept, isLeaving = false): Promise<void> {
    rest(form)
    const { wanted } = form
    if (form.isSending || mayNot() || wanted === undefined) return
    form.isSending = true
    form.isSent = true
    told()
    try {
      await (wanted === null ? drop(form.key) : keep(wanted, isLeaving))
      if (form.wanted === wanted) form.wanted = undefined
      form.hasFailed = false
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // It is on the screen, and the screen says that it is nowhere else.
      form.hasFailed = true
      if (REFUSALS.includes(error.code) && form.wanted === wanted) {
        if (wanted === null) form.wanted = undefined // a door that is closed shows it to nobody
        form.isSending = false
        return told()
      }
    }
    form.isSending = false
    told()
    plan(form, form.hasFailed ? RETRIES_AFTER_MS : KEEPS_AFTER_MS)
  }

  return {
    watch(watcher: () => void) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    /** Grows with every change of what is kept. */
    version: () => version,
    type(form: HalfWritten) {
      const known = of(form)
      known.wanted = form
      plan(known, KEEPS_AFTER_MS)
      told()
    },
    /** Thrown away: nothing of it stays, also not what was on its way. */
    drop(key: HalfWrittenKey) {
      const known = of(key)
      known.hasFailed = false
      known.wanted = known.isSent ? null : undefined
      if (known.wanted === undefined) rest(known)
      plan(known, 0)
      told()
    },
    /** On the record: the save itself let go of it, and of what was on its way. A call that closes now has nothing left to ask. */
    saved(key: HalfWrittenKey) {
      const known = of(key)
      Object.assign(known, { hasFailed: false, wanted: undefined, isSent: false })
      rest(known)
      told()
    },
    /** It came from the server, which holds it as it is. */
    cameBack(key: HalfWrittenKey) {
      of(key).isSent = true
    },
    stateOf(key: HalfWrittenKey): KeptState {
      const known = forms.get(nameOf(key))
      if (!known || known.wanted === undefined) return 'kept'
      return known.hasFailed || !canSend ? 'not_kept' : 'keeping'
    },
    isAnyUnkept: () => [...forms.values()].some(({ wanted }) => wanted !== undefined && wanted !== null),
    /** False while the server is not heard: nothing is sent that would only look sent. */
    allowSending(allowed: boolean) {
      canSend = allowed
      if (allowed) for (const form of forms.values()) plan(form, 0)
      told()
    },
    /** Sends what waits, now: the page is being left. */
    flush() {
      for (const form of forms.values()) void send(form, true)
    },
  }
}

export type FormsKeeper = ReturnType<typeof createFormsKeeper>

function nameOf({ section, itemId }: HalfWrittenKey): string {
  return `${section} ${itemId}`
}
