import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { PasswordField } from '#client/ui/PasswordField.tsx'
import { routes } from '#shared/routes.ts'

type Props = { id: string; act: string; isStale: boolean; onProved: () => void; onLeave: () => void }

/** Before something is shown that must not be read off a screen that was left unlocked. `act`: what comes next. */
export function TypePassword({ id, act, isStale, onProved, onLeave }: Props) {
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)

  async function prove(event: FormEvent) {
    event.preventDefault()
    if (password === '') return setWrong('Enter your password.')
    setBusy(true)
    setWrong(undefined)
    try {
      await call(routes.provePassword, { body: { password } })
      onProved()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setWrong(error.fields.password ?? error.message)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="app-stack" onSubmit={prove} noValidate>
      <PasswordField
        id={id}
        label="Your password again"
        hint="It is a while since you typed it. This screen may have been left open."
        error={wrong}
        value={password}
        onChange={setPassword}
        autoFocus
      />
      <div className="app-row">
        <Button type="submit" look="primary" size="small" disabled={isStale || isBusy}>
          {isBusy ? 'Asking…' : act}
        </Button>
        <Button look="quiet" size="small" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
