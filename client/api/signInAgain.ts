import { createContext } from 'react'

/**
 * How a page is signed in to again, whether it has to be, and how many times it was: what could not be read because nobody was signed in
 * is asked for anew then. Where nothing that is typed has to stay, the page is loaded anew.
 */
export const SignInAgain = createContext<{ ask: () => void; isSignedOut: boolean; times: number }>({
  ask: () => location.reload(),
  isSignedOut: false,
  times: 0,
})
