import { useSyncExternalStore } from 'react'

/** More than any link has: the rest is not sent, and it is answered like every other that was never real. */
const MOST = 200

/**
 * What stands behind the # of the address, where a crew came by a link. A browser sends that part to nobody: it is in no log on the
 * way, and leaves the page only with a code.
 */
export function useCrewLink(): string | undefined {
  return useSyncExternalStore(watch, read)
}

function read(): string | undefined {
  return location.hash.slice(1, MOST + 1) || undefined
}

/** A link that is pasted over another is no new page to the browser. */
function watch(told: () => void): () => void {
  addEventListener('hashchange', told)
  return () => removeEventListener('hashchange', told)
}
