import { useContext } from 'react'
import { hearing } from './core/hearing.ts'
import { useNow } from './useNow.ts'
import { OneSocket } from './usePageSocket.ts'

/** On a page without a board: whether the server is heard. */
export function useServerHeard(): { isStale: boolean } {
  const page = useContext(OneSocket)
  return { isStale: hearing(page?.heardAt ?? null, useNow()) === 'stale' }
}
