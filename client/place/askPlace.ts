import { createContext, useContext } from 'react'

/** Asks why, and shows where a protected person is. Null where it cannot be asked: a past day, a role that may not. */
export const AskPlaceContext = createContext<(() => void) | null>(null)

export function useAskPlace(): (() => void) | null {
  return useContext(AskPlaceContext)
}
