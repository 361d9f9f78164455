import { createContext } from 'react'

/**
 * How a page is signed in to again, and how many times it was: what could not be read because nobody was signed in is asked for anew
 * then. Where nothing that is typed has to stay, the page is loaded anew.
 */
export const SignInAgain = createContext<{ ask: () => void; times: number }>({
  ask: () => location.reload(),
  times: 0,
})
