import { use } from 'react'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { UNHEARD_WORDS } from './core/unheard.ts'

/** What to say where the server is not heard: that, or that whoever sits here is not signed in any more. */
export function useUnheard() {
  return UNHEARD_WORDS[use(SignInAgain).isSignedOut ? 'signed_out' : 'not_heard']
}
