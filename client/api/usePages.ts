import { useState } from 'react'
import { CallFailed } from './callFailed.ts'
import { useLoad } from './useLoad.ts'

/** The newest of a long list, or what comes before a place in it. `before` is the place to ask for next; null at the beginning. */
export type Page<T> = { rows: readonly T[]; before: number | null }

/**
 * A list that is read from its newest end, page by page. A page is shown only where the one above it ends now: when something
 * new came and moved the pages, the earlier ones are asked for again, so that no row is shown twice and none is left out.
 */
export function usePages<T>(
  key: string,
  ask: (before: number | undefined, signal?: AbortSignal) => Promise<Page<T>>,
) {
  const loaded = useLoad(key, signal => ask(undefined, signal))
  const [earlierPages, setEarlierPages] = useState<ReadonlyMap<string, Page<T>>>(new Map())
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const placeOf = (before: number) => `${key} ${before}`
  const pages = loaded.kind === 'here' ? joined(loaded.value, at => earlierPages.get(placeOf(at))) : []
  const before = pages.at(-1)?.before ?? null

  async function earlier(): Promise<void> {
    if (before === null || isBusy) return
    setBusy(true)
    try {
      const page = await ask(before)
      setEarlierPages(known => new Map(known).set(placeOf(before), page))
      setProblem(null)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    } finally {
      setBusy(false)
    }
  }

  return {
    loaded,
    rows: pages.flatMap(page => page.rows),
    hasEarlier: before !== null,
    earlier,
    isBusy,
    problem,
  }
}

/** The first page, and each that was asked for from where the one before it ends. */
export function joined<T>(first: Page<T>, pageBefore: (place: number) => Page<T> | undefined): Page<T>[] {
  const pages = [first]
  for (let last: Page<T> | undefined = first; last && last.before !== null; ) {
    last = pageBefore(last.before)
    if (last) pages.push(last)
  }
  return pages
}
