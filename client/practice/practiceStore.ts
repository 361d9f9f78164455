import type { HandsetCall, PracticeEvent } from '#shared/practice.ts'
import { type Desk, EMPTY_DESK, withNews } from './core/desk.ts'
import { applyEvent, forgotten, type LineView, takeCall } from './core/line.ts'

/** Whether the practice line is there. */
export type Link =
  | { kind: 'connecting' }
  | { kind: 'here' }
  /** It was gone and has come back; `isAnew` when it was started again, and how many live calls went with it. */
  | { kind: 'back'; isAnew: boolean; lostCalls: number }
  | { kind: 'away' }

export type PracticeState = {
  readonly link: Link
  readonly view: LineView | undefined
  readonly desk: Desk
  /** How far the line's clock is ahead of this machine's. */
  readonly aheadMs: number
}

export type PracticeStore = {
  get(): PracticeState
  watch(watcher: () => void): () => void
  hear(event: PracticeEvent): void
  away(): void
  /** The news of a return has been read. */
  noted(): void
  /** An answer to a request tells of a call too, and often before its event does. */
  answered(call: HandsetCall): void
  arrange(change: (desk: Desk) => Desk): void
}

/** What the page knows and what lies on the desk; one per page. */
export function createPracticeStore(): PracticeStore {
  let state: PracticeState = { link: { kind: 'connecting' }, view: undefined, desk: EMPTY_DESK, aheadMs: 0 }
  const watchers = new Set<() => void>()
  function set(change: Partial<PracticeState>) {
    state = { ...state, ...change }
    for (const watcher of watchers) watcher()
  }
  /** The line as it is now known, and the desk with whatever that brings to it. */
  function see(view: LineView | undefined, textedPhone?: string): Partial<PracticeState> {
    return { view, desk: view ? withNews(state.desk, view, textedPhone) : state.desk }
  }

  return {
    get: () => state,
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    hear(event) {
      const view = applyEvent(state.view, event)
      const news = see(view, event.type === 'message' ? event.phone : undefined)
      if (event.type !== 'snapshot') return set(news)
      const wasAway = state.link.kind === 'away' && state.view !== undefined
      const lostCalls = (view?.lost.size ?? 0) - (state.view?.lost.size ?? 0)
      const isAnew = forgotten(view) > forgotten(state.view)
      const link: Link = wasAway ? { kind: 'back', isAnew, lostCalls } : { kind: 'here' }
      set({ ...news, link, aheadMs: Date.parse(event.state.at) - Date.now() })
    },
    away: () => set({ link: { kind: 'away' } }),
    noted() {
      if (state.link.kind === 'back') set({ link: { kind: 'here' } })
    },
    answered(call) {
      if (state.view) set(see(takeCall(state.view, call)))
    },
    arrange: change => set({ desk: change(state.desk) }),
  }
}
