import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { whenSessionOver } from '#client/api/sessionOver.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLive, useSession } from '#client/live/LiveProvider.tsx'
import { isAnythingUnsaved } from '#client/ui/useUnsaved.ts'
import type { Me } from '#shared/staff.ts'
import { deskOf } from './core/deskOf.ts'
import { SignInAgainWindow } from './SignInAgainWindow.tsx'

type Props = {
  /** Whose page it is. */
  me: Me
  /** Somebody else signed in, or she herself to another desk: nothing of this page is theirs. */
  onOther: (other: Me) => void
  children: ReactNode
}

/**
 * Signing in again over the console, which stays: words may stand in it that are nowhere else. It goes on for whom they are of, and for
 * nobody else. Whatever was asked and answered that nobody is signed in opens the window.
 */
export function SigningInAgain({ me, onOther, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [times, setTimes] = useState(0)
  /** She is signed in, to another desk, and words of hers would be lost with this one. */
  const [anew, setAnew] = useState<Me | null>(null)
  const { signedOut: isSignedOut } = useLive()
  const session = useSession()
  const ask = useCallback(() => setOpen(true), [])
  useFocusWhereSheWrote(isOpen, times)
  const way = useMemo(() => ({ ask, isSignedOut, times }), [ask, isSignedOut, times])
  useEffect(
    () =>
      whenSessionOver(() => {
        session.signedOut()
        setOpen(true)
      }),
    [session],
  )

  function goOn(who: Me) {
    if (deskOf(who) !== deskOf(me)) {
      // Whoever else it is was told before.
      if (who.staffId === me.staffId && isAnythingUnsaved()) return setAnew(who)
      return onOther(who)
    }
    setOpen(false)
    setAnew(null)
    setTimes(before => before + 1)
    session.signedIn()
  }
  return (
    <SignInAgain value={way}>
      {children}
      {isOpen ? (
        <SignInAgainWindow
          me={me}
          anew={anew}
          onSignedIn={goOn}
          onAnew={onOther}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </SignInAgain>
  )
}

/**
 * Signed in again she goes on in the field in which she was: what she pressed to sign in goes from the page, and would leave the focus
 * nowhere. `times` counts the sign-ins.
 */
function useFocusWhereSheWrote(isAsking: boolean, times: number): void {
  const field = useRef<HTMLElement | null>(null)
  // Before the window takes the focus to a field of its own.
  useLayoutEffect(() => {
    if (isAsking) return
    const note = ({ target }: FocusEvent) => {
      if (isField(target)) field.current = target
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [isAsking])
  useEffect(() => {
    if (times > 0 && !isField(document.activeElement)) field.current?.focus()
  }, [times])
}

const isField = (element: unknown): element is HTMLElement =>
  element instanceof HTMLElement && element.matches('input, textarea, select')
