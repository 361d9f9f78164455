import { useEffect } from 'react'

const asked = new Set<() => boolean>()

/** Whether anything is typed on this page that is nowhere else: whoever takes the page away must say so first. */
export function isAnythingUnsaved(): boolean {
  return [...asked].some(isUnsaved => isUnsaved())
}

/**
 * The page warns before it is left while something is nowhere but here. `send`: what is tried first. Both must keep their identity
 * (useCallback).
 */
export function useUnsaved(isUnsaved: () => boolean, send?: () => void): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      send?.()
      if (isUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    asked.add(isUnsaved)
    return () => {
      window.removeEventListener('beforeunload', leaving)
      asked.delete(isUnsaved)
    }
  }, [isUnsaved, send])
}

/** As `useUnsaved`, of what is kept on this machine when the page is left, and goes only with a sign-out. Must keep its identity. */
export function useLostAtSignOut(isUnsaved: () => boolean): void {
  useEffect(() => {
    asked.add(isUnsaved)
    return () => void asked.delete(isUnsaved)
  }, [isUnsaved])
}
