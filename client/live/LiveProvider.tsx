import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { STALE_AFTER_MS } from '#shared/live.ts'
import { connect } from './connection.ts'
import { createLiveStore, type Heard, type LiveState, type LiveStore } from './liveStore.ts'
import { stepAt } from './useNow.ts'

/** Null on a page without a board. */
export const LiveContext = createContext<LiveStore | null>(null)

/** Keeps one connection to the server for everything below it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createLiveStore(Date.now))
  const { heardAt, session } = useSyncExternalStore(store.watch, store.get)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a socket is of one session, and a new one needs another
  useEffect(() => connect(store), [store, session])
  // The screen says that the server is silent at the moment it has been for too long, not at the second after.
  useEffect(() => (heardAt === null ? undefined : stepAt(heardAt + STALE_AFTER_MS)), [heardAt])
  return <LiveContext value={store}>{children}</LiveContext>
}

function useStore(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('this page is outside of LiveProvider')
  return store
}

export function useLive(): LiveState {
  const store = useStore()
  return useSyncExternalStore(store.watch, store.get)
}

const neverOther = () => () => {}

/** How far the server's clock is before this machine's, in milliseconds; on a page without a board they are taken as one. */
export function useClockAhead(): number {
  const store = useContext(LiveContext)
  return useSyncExternalStore(store?.watch ?? neverOther, () => store?.get().clockAheadMs ?? 0)
}

/** Calls `ear` with every message as it is applied. `ear` must keep its identity (useCallback). */
export function useHeard(ear: Heard): void {
  const store = useStore()
  useEffect(() => store.listen(ear), [store, ear])
}

/** Tells the connection that nobody is signed in any more, and that she is again. */
export function useSession(): Pick<LiveStore, 'signedOut' | 'signedIn'> {
  return useStore()
}
