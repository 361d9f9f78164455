import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { listen } from './practiceEvents.ts'
import { createPracticeStore, type PracticeState, type PracticeStore } from './practiceStore.ts'

const PracticeContext = createContext<PracticeStore | null>(null)

/** Hears the practice line for as long as the page is open. */
export function PracticeProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createPracticeStore)
  useEffect(() => listen(store), [store])
  return <PracticeContext value={store}>{children}</PracticeContext>
}

export function usePracticeStore(): PracticeStore {
  const store = useContext(PracticeContext)
  if (!store) throw new Error('this page is outside of PracticeProvider')
  return store
}

export function usePractice(): PracticeState {
  const store = usePracticeStore()
  return useSyncExternalStore(store.watch, store.get)
}
