import { useEffect } from 'react'

/** Under this address alone: no other page is ever served by it. */
const SCOPE = '/my-tasks'

/** The worker of this page, once it works. */
export async function registerWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register('/my-tasks-worker.js', { scope: SCOPE })
  return navigator.serviceWorker.ready
}

/** The page opens without a signal from its second time on. Where the browser has no workers it opens with one. */
export function useWorker(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    registerWorker().catch((error: unknown) => {
      // It did not come, or may not be kept here: the page is as it is without one, and tries again the next time.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error
    })
  }, [])
}
