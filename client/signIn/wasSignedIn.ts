/**
 * Whether somebody was signed in at this window and did not sign out by hand: then the page that asks them again says why.
 * The window keeps that it was so, and not who it was.
 */
const KEY = 'goldthread.signedIn'

export function wasSignedIn(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null
  } catch {
    return false // storage is switched off on this machine: the page asks without a reason
  }
}

export function keepSignedIn(isSignedIn: boolean): void {
  try {
    if (isSignedIn) sessionStorage.setItem(KEY, 'yes')
    else sessionStorage.removeItem(KEY)
  } catch {
    // Storage is switched off on this machine.
    return
  }
}
