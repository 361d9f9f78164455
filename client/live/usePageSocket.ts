import { createContext, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { connectRecord, type Heeded } from './connectRecord.ts'

/** Of a record: the version that the server has when listening begins, and null for a change. */
type Changed = (version: number | null) => void

/** The one connection of a page without a board. */
export type PageSocket = {
  /** When the server was last heard, on this machine's clock; null before the first time. */
  heardAt: number | null
  /** Listens for a record as well, until the returned is called: one at a time, for a page shows one. */
  listen: (heeded: Heeded, changed: Changed) => () => void
  /** Hears that a list of people may be another now, until the returned is called. Keeps its identity. */
  onListsTurned: (ear: () => void) => () => void
}

export const OneSocket = createContext<PageSocket | null>(null)

const nothing = () => undefined

/** Keeps the connection of the page: it hears when the session ends, and of the record that is open. `onOver` must keep its identity. */
export function usePageSocket(onOver: () => void): PageSocket {
  const [heardAt, setHeardAt] = useState<number | null>(null)
  const [heeded, setHeeded] = useState<Heeded>(null)
  const ear = useRef<Changed>(nothing)
  const [listEars] = useState(() => new Set<() => void>())
  // Which record it hears of is said as it connects, and the server asks each time whether it may: for another one it connects anew.
  useEffect(
    () =>
      connectRecord(heeded, {
        heard: () => setHeardAt(Date.now()),
        changed: version => ear.current(version),
        listsTurned: () => {
          for (const turned of listEars) turned()
        },
        signedOut: onOver,
      }),
    [heeded, onOver, listEars],
  )
  const listen = useCallback((heeds: Heeded, changed: Changed) => {
    ear.current = changed
    setHeeded(heeds)
    return () => {
      ear.current = nothing
      setHeeded(null)
    }
  }, [])
  const onListsTurned = useCallback(
    (turned: () => void) => {
      listEars.add(turned)
      return () => void listEars.delete(turned)
    },
    [listEars],
  )
  return useMemo(() => ({ heardAt, listen, onListsTurned }), [heardAt, listen, onListsTurned])
}
