import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { noteSignIn } from '#client/api/sessionOver.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { PasswordField } from '#client/ui/PasswordField.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { routes } from '#shared/routes.ts'
import { type Me, SignIn } from '#shared/staff.ts'

type Wrong = { id: string; says: string }[]
type Props = {
  className: string
  /** Of whom alone it is asked; else whoever sits here says who they are. */
  as?: string
  /** What the button says. */
  act?: string
  /** Above the fields: what the form is, and why it asks. */
  head: (isWrong: boolean) => ReactNode
  onSignedIn: (me: Me) => void
  children?: ReactNode
}

/** Name and password. */
export function SignInForm({ className, as = '', act = 'Sign in', head, onSignedIn, children }: Props) {
  const isNamed = as !== ''
  const [signInName, setName] = useState(as)
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
      const who = await call(routes.signIn, { body: asked.data })
      noteSignIn()
      onSignedIn(who)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // About both fields, and said once.
      setWrong([{ id: '', says: error.message }])
      setBusy(false)
    }
  }

  return (
    <form className={className} onSubmit={signIn} noValidate>
      {head(wrong.length > 0)}
      <ErrorSummary errors={wrong} title="We could not sign you in" />
      <TextField
        id="signInName"
        label="Sign-in name"
        error={saysOf('signInName')}
        value={signInName}
        onChange={setName}
        autoComplete="username"
        autoCapitalize="none"
        readOnly={isNamed}
        autoFocus={!isNamed}
      />
      <PasswordField
        id="password"
        label="Password"
        error={saysOf('password')}
        value={password}
        onChange={setPassword}
        autoFocus={isNamed}
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Signing in…' : act}
      </Button>
      {children}
    </form>
  )
}
