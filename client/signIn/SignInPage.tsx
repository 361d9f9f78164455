import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { Me } from '#shared/staff.ts'
import { SignInForm } from './SignInForm.tsx'
import './SignInPage.css'

type Props = {
  /** Somebody was signed in here and did not sign out by hand. */
  wasSignedIn: boolean
  onSignedIn: (me: Me) => void
}

export function SignInPage({ wasSignedIn, onSignedIn }: Props) {
  return (
    <main className="app-sign-in">
      <title>Sign in · Goldthread</title>
      <SignInForm
        className="app-sign-in__card"
        onSignedIn={onSignedIn}
        head={isWrong => (
          <>
            <div className="app-sign-in__name">
              <Mark size={44} />
              <div>
                <h1 className="app-sign-in__title">Goldthread</h1>
                <p className="app-quiet">One number, one nurse, one record.</p>
              </div>
            </div>
            {wasSignedIn && !isWrong ? (
              <Notice tone="caution" role="status" title="You have been signed out.">
                That happens when a page is not used for a while, after a long shift, when your password or
                your role was changed, and when somebody else signs in on this browser. What was saved is
                kept.
              </Notice>
            ) : null}
          </>
        )}
      >
        <p className="app-small app-quiet">
          For those who answer the line, and those who look after the same people. If you cannot sign in, ask
          the shift lead: calls still reach the on-call phones.
        </p>
        <p className="app-small">
          An ambulance crew with a code needs no account: <a href="/crew">type the code here</a>.
        </p>
      </SignInForm>
    </main>
  )
}
