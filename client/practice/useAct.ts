import { useCallback, useState } from 'react'
import { LineRefused } from './practiceApi.ts'

type Act = {
  /** Why the last one was not done, in words. */
  refusal: string | undefined
  isBusy: boolean
  /** Does it; answers whether it was done. A new act takes the old refusal away. */
  run: (act: () => Promise<void>) => Promise<boolean>
  refuse: (words: string) => void
}

/** One thing at a time asked of the line, and what it said when it refused. */
export function useAct(): Act {
  const [refusal, refuse] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const run = useCallback(async (act: () => Promise<void>) => {
    setIsBusy(true)
    refuse(undefined)
    try {
      await act()
      return true
    } catch (error) {
      if (!(error instanceof LineRefused)) throw error
      refuse(error.message)
      return false
    } finally {
      setIsBusy(false)
    }
  }, [])
  return { refusal, isBusy, run, refuse }
}
