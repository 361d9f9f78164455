import { use, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { KeysButton } from '#client/ui/KeysButton.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { isAnythingUnsaved } from '#client/ui/useUnsaved.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { ChoosePassword } from './ChoosePassword.tsx'

type Props = { me: Me; onLeave: () => void }

/**
 * What is one's own, the same on every page that somebody is signed in to, and in the same order. Once signed out nothing is left to
 * sign out of: the page stays for the words in it, and only the way back in is shown.
 */
export function OwnTools(props: Props) {
  const { isSignedOut } = use(SignInAgain)
  return (
    <>
      <ThemeSwitch />
      <KeysButton />
      {isSignedOut ? null : (
        <>
          <ChoosePassword />
          <SignOut {...props} />
        </>
      )}
    </>
  )
}

/** The page goes with the session. Where words would go with it, that is asked first. */
function SignOut({ me, onLeave }: Props) {
  const [isAsking, setAsking] = useState(false)

  async function signOut() {
    try {
      await call(routes.signOut)
    } catch (error) {
      // Already signed out, or nobody hears us: the page is left all the same, and the session ends by itself.
      if (!(error instanceof CallFailed)) throw error
    }
    onLeave()
  }
  return (
    <>
      <Button
        look="quiet"
        size="small"
        onClick={() => (isAnythingUnsaved() ? setAsking(true) : signOut())}
        title={`${me.name}, ${me.organisation}`}
      >
        Sign out
      </Button>
      {isAsking ? (
        <Dialog title="Something here is not saved" onClose={() => setAsking(false)}>
          <div className="app-stack">
            <p>What you typed last is nowhere but on this page, and is thrown away when you sign out.</p>
            <div className="app-row">
              <Button look="danger" onClick={signOut}>
                Sign out, and throw it away
              </Button>
              <Button onClick={() => setAsking(false)}>Stay</Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
