import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLive, useSignedIn } from '#client/live/LiveProvider.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { Me } from '#shared/staff.ts'
import { deskOf } from './core/deskOf.ts'
import { SignInForm } from './SignInForm.tsx'

type Props = {
  /** Whose page it is. */
  me: Me
  /** Somebody else signed in, or she herself to another desk: nothing of this page is theirs. */
  onOther: (other: Me) => void
  children: ReactNode
}

/**
 * Signing in again over the console, which stays: words may stand in it that are nowhere else. It goes on for whom they are of, and for
 * nobody else.
 */
export function SigningInAgain({ me, onOther, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [times, setTimes] = useState(0)
  const signedIn = useSignedIn()
  const ask = useCallback(() => setOpen(true), [])
  const { signedOut: isSignedOut } = useLive()
  const way = useMemo(() => ({ ask, isSignedOut, times }), [ask, isSignedOut, times])

  function goOn(who: Me) {
    if (deskOf(who) !== deskOf(me)) return onOther(who)
    setOpen(false)
    setTimes(before => before + 1)
    signedIn()
  }
  return (
    <SignInAgain value={way}>
      {children}
      {isOpen ? (
        <Dialog title="Sign in again" onClose={() => setOpen(false)}>
          <SignInForm
            className="app-stack"
            head={() => (
              <p>
                What is typed on this page waits for <b>{me.name}</b>, and is saved once you are signed in. If
                somebody else signs in here, it is thrown away.
              </p>
            )}
            onSignedIn={goOn}
          />
        </Dialog>
      ) : null}
    </SignInAgain>
  )
}
