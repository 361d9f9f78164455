import { useEffect, useState } from 'react'
import { connectRecord } from './connectRecord.ts'
import { hearing } from './core/hearing.ts'
import { useNow } from './useNow.ts'

const nothing = () => undefined

/** On a page without a board or a record: whether the server is heard. */
export function useServerHeard(): { isStale: boolean } {
  const [heardAt, setHeardAt] = useState<number | null>(null)
  useEffect(
    () => connectRecord(null, { heard: () => setHeardAt(Date.now()), changed: nothing, signedOut: nothing }),
    [],
  )
  return { isStale: hearing(heardAt, useNow()) === 'stale' }
}
