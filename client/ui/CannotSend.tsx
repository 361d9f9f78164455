import { use } from 'react'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { Button } from './Button.tsx'
import { useUnheard } from './useUnheard.ts'

/** Beside a button that cannot be pressed: why, and what to do. A window lies over the line that says so otherwise. */
export function CannotSend() {
  const { wait } = useUnheard()
  const { isSignedOut, ask } = use(SignInAgain)
  return (
    <>
      <span className="app-quiet">{wait}</span>{' '}
      {isSignedOut ? (
        <Button size="small" onClick={ask}>
          Sign in again
        </Button>
      ) : null}
    </>
  )
}
