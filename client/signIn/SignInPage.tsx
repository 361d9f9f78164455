import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { PasswordField } from '#client/ui/PasswordField.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { routes } from '#shared/routes.ts'
import { type Me, SignIn } from '#shared/staff.ts'
import './SignInPage.css'

type Wrong = { id: string; says: string }[]

type Props = {
  /** Somebody was signed in here and did not sign out by hand. */
  wasSignedIn: boolean
  onSignedIn: (me: Me) => void
}

export function SignInPage({ wasSignedIn, onSignedIn }: Props) {
  const [signInName, setName] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<Wrong>([])
  const [isBusy, setBusy] = useState(false)
  const saysOf = (id: string) => wrong.find(each => each.id === id)?.says

  async function signIn(event: FormEvent) {
    event.preventDefault()
    setWrong([])
    const asked = SignIn.safeParse({ signInName, password })
    if (!asked.success) {
      setWrong(asked.error.issues.map(({ path, message }) => ({ id: String(path[0]), says: message })))
      return
    }
    setBusy(true)
    try {
      onSignedIn(await call(routes.signIn, { body: asked.data }))
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // About both fields, and said once.
      setWrong([{ id: '', says: error.message }])
      setBusy(false)
    }
  }

  return (
    <main className="app-sign-in">
      <title>Sign in · Goldthread</title>
      <form className="app-sign-in__card" onSubmit={signIn} noValidate>
        <div className="app-sign-in__name">
          <Mark size={44} />
          <div>
            <h1 className="app-sign-in__title">Goldthread</h1>
            <p className="app-quiet">One number, one nurse, one record.</p>
          </div>
        </div>
        {wasSignedIn && wrong.length === 0 ? (
          <Notice tone="caution" role="status" title="You have been signed out.">
            That happens when a page is not used for a while, after a long shift, and when your password or
            your role was changed. What was saved is kept.
          </Notice>
        ) : null}
        <ErrorSummary errors={wrong} title="We could not sign you in" />
        <TextField
          id="signInName"
          label="Sign-in name"
          error={saysOf('signInName')}
          value={signInName}
          onChange={setName}
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
        />
        <PasswordField
          id="password"
          label="Password"
          error={saysOf('password')}
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </Button>
        <p className="app-small app-quiet">
          For those who answer the line, and those who look after the same people. If you cannot sign in, ask
          the shift lead: calls still reach the on-call phones.
        </p>
        <p className="app-small">
          An ambulance crew with a code needs no account: <a href="/crew">type the code here</a>.
        </p>
      </form>
    </main>
  )
}
