import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { KeysButton } from '#client/ui/KeysButton.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { ChoosePassword } from './ChoosePassword.tsx'

/** What is one's own, the same on every page that somebody is signed in to, and in the same order. */
export function OwnTools({ me, onLeave }: { me: Me; onLeave: () => void }) {
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
      <ThemeSwitch />
      <KeysButton />
      <ChoosePassword />
      <Button look="quiet" size="small" onClick={signOut} title={`${me.name}, ${me.organisation}`}>
        Sign out
      </Button>
    </>
  )
}
