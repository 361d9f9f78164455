import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { whenSessionOver } from '#client/api/sessionOver.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLive, useSession } from '#client/live/LiveProvider.tsx'
import { isAnythingUnsaved } from '#client/ui/useUnsaved.ts'
import type { Me } from '#shared/staff.ts'
import { deskOf } from './core/deskOf.ts'
import { SignInAgainWindow } from './SignInAgainWindow.tsx'
import { isField, useFocusWhereSheWas } from './useFocusWhereSheWas.ts'

type Props = {
  /** Whose page it is. */
  me: Me
  /** Somebody else signed in, or she herself to another desk: nothing of this page is theirs. */
  onOther: (other: Me) => void
  children: ReactNode
}

/**
 * Signing in again over the console, which stays: words may stand in it that are nowhere else. It goes on for whom they are of, and for
 * nobody else. Whatever was asked and answered that nobody is signed in opens the window; where that comes while she types, her next
 * letters go nowhere, and not into the password unseen.
 */
export function SigningInAgain({ me, onOther, children }: Props) {
  const [opened, setOpened] = useState<'asked' | 'by_itself' | 'while_typing' | null>(null)
  const [times, setTimes] = useState(0)
  /** She is signed in, to another desk, and words of hers would be lost with this one. */
  const [anew, setAnew] = useState<Me | null>(null)
  const { signedOut: isSignedOut } = useLive()
  const session = useSession()
  const notePressed = useFocusWhereSheWas(opened !== null, times)
  const ask = useCallback(() => {
    notePressed(true)
    setOpened('asked')
  }, [notePressed])
  const way = useMemo(() => ({ ask, isSignedOut, times }), [ask, isSignedOut, times])
  useEffect(
    () =>
      whenSessionOver(() => {
        session.signedOut()
        const isTyping = isField(document.activeElement)
        notePressed(false)
        setOpened(before => before ?? (isTyping ? 'while_typing' : 'by_itself'))
      }),
    [session, notePressed],
  )

  function goOn(who: Me) {
    if (deskOf(who) !== deskOf(me)) {
      // Whoever else it is was told before.
      if (who.staffId === me.staffId && isAnythingUnsaved()) return setAnew(who)
      return onOther(who)
    }
    setOpened(null)
    setAnew(null)
    setTimes(before => before + 1)
    session.signedIn()
  }
  return (
    <SignInAgain value={way}>
      {children}
      {opened ? (
        <SignInAgainWindow
          me={me}
          anew={anew}
          isWhileTyping={opened === 'while_typing'}
          onSignedIn={goOn}
          onAnew={onOther}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </SignInAgain>
  )
}
