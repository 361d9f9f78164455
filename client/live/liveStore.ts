import type { CallFailed } from '#client/api/callFailed.ts'
import type { HeardEntry, HeardSnapshot } from '#shared/heard.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Heartbeat, LiveMessage } from '#shared/live.ts'
import { applyEntries, type Board, boardFrom } from './core/board.ts'
import { isYesterdays } from './core/hearing.ts'

/** All that the console knows of the world beyond it, and how fresh it is. */
export type LiveState = {
  readonly board: Board | null
  /** When the server was last heard, on this machine's clock; null before the first time. */
  readonly heardAt: number | null
  /** The server's clock minus this machine's, in milliseconds: waiting times are counted by the server's. */
  readonly clockAheadMs: number
  /** This page is older than the server: by the server's own word, or because it told something that is not known here. */
  readonly isYesterdays: boolean
  /** Since when, by the server's clock, the telephone carrier does not answer it. */
  readonly carrierAwaySince: string | null
  readonly signedOut: boolean
  /** Grows each time the server has told what happened on the line, be it that nothing did. */
  readonly told: number
  /** Grows each time she signs in again on this page. */
  readonly session: number
  readonly failure: CallFailed | null
}

export type Heard = (message: LiveMessage, before: Board) => void

const NOTHING_YET: LiveState = {
  board: null,
  heardAt: null,
  clockAheadMs: 0,
  isYesterdays: false,
  carrierAwaySince: null,
  signedOut: false,
  told: 0,
  session: 0,
  failure: null,
}

/** Holds the state, tells who listens. It opens no connection itself: connection.ts feeds it. */
export function createLiveStore(now: () => number) {
  let state = NOTHING_YET
  let hasHeardNewer = false
  const watchers = new Set<() => void>()
  const ears = new Set<Heard>()
  const listEars = new Set<() => void>()

  function set(change: Partial<LiveState>) {
    state = { ...state, ...change }
    for (const watcher of watchers) watcher()
  }

  return {
    get: () => state,
    watch(watcher: () => void) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    /** Every message that is applied, once, with the board as it was before it. */
    listen(ear: Heard) {
      ears.add(ear)
      return () => void ears.delete(ear)
    },
    onListsTurned(ear: () => void) {
      listEars.add(ear)
      return () => void listEars.delete(ear)
    },
    /** A list of people that was asked for on this page may be another now. */
    listsTurned() {
      for (const ear of listEars) ear()
    },
    /** What the record of this person says turned of itself: in no feed, as nobody wrote anything. */
    recordTurned(patientId: PatientId) {
      const { board } = state
      if (board) for (const ear of ears) ear({ kind: 'record', patientId }, board)
    },
    snapshot(snapshot: HeardSnapshot) {
      const board = boardFrom(snapshot, state.board ?? undefined)
      set({ ...toldOf(board), ...newer(snapshot.tasks.includes(null)), ...heardNow(snapshot.at) })
    },
    /** Returns false when entries are missing before these: ask for what was missed. */
    entries(entries: readonly HeardEntry[]): boolean {
      const before = state.board
      if (!before) return false
      const board = applyEntries(before, entries)
      if (board === 'resync') return false
      const fresh = entries.filter(entry => entry.seq > before.seq)
      const known = fresh.flatMap(({ message }) =>
        message === null || message.kind === 'newer_task' ? [] : message,
      )
      set({ ...toldOf(board), ...newer(known.length < fresh.length), heardAt: now() })
      for (const message of known) for (const ear of ears) ear(message, before)
      return true
    },
    /** Returns false when the server has told more than arrived here. */
    beat(beat: Heartbeat): boolean {
      const carrierAwaySince = beat.carrierAwaySince ?? null
      set({
        isYesterdays: hasHeardNewer || isYesterdays(beat.protocol),
        carrierAwaySince,
        ...heardNow(beat.at),
      })
      return state.board !== null && beat.seq <= state.board.seq
    },
    failed(failure: CallFailed) {
      set({ failure })
    },
    signedOut() {
      set({ signedOut: true })
    },
    signedIn() {
      set({ signedOut: false, session: state.session + 1 })
    },
  }

  function toldOf(board: Board): Partial<LiveState> {
    return { board, failure: null, told: state.told + 1 }
  }

  /** Once heard, it is so until the page is loaded anew. */
  function newer(isHeard: boolean): Partial<LiveState> {
    hasHeardNewer ||= isHeard
    return hasHeardNewer ? { isYesterdays: true } : {}
  }

  function heardNow(serverAt: string) {
    return { heardAt: now(), clockAheadMs: Date.parse(serverAt) - now() }
  }
}

export type LiveStore = ReturnType<typeof createLiveStore>
