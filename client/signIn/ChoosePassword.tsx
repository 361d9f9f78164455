import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { PasswordField } from '#client/ui/PasswordField.tsx'
import { routes } from '#shared/routes.ts'

/** The way to a password of one's own, in the strip of every page that somebody is signed in to. */
export function ChoosePassword() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" onClick={() => setOpen(true)}>
        Password…
      </Button>
      {isOpen ? <Choosing onClose={() => setOpen(false)} /> : null}
    </>
  )
}

type Wrong = { id: string; says: string }[]

function Choosing({ onClose }: { onClose: () => void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<Wrong>([])
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const saysOf = (id: string) => wrong.find(each => each.id === id)?.says

  async function save(event: FormEvent) {
    event.preventDefault()
    const missing = [
      ...(current ? [] : [{ id: 'password-current', says: 'Enter the password you have now.' }]),
      ...(next ? [] : [{ id: 'password-next', says: 'Enter the password you want.' }]),
      ...(next && next !== again
        ? [{ id: 'password-again', says: 'The two are not the same. Type the new one again.' }]
        : []),
    ]
    setWrong(missing)
    if (missing.length > 0) return
    setBusy(true)
    try {
      await call(routes.choosePassword, { body: { current, next } })
      setDone(true)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const fields = Object.entries(error.fields).map(([field, says]) => ({ id: `password-${field}`, says }))
      setWrong(fields.length > 0 ? fields : [{ id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  if (isDone)
    return (
      <Dialog title="Your password" onClose={onClose}>
        <div className="app-stack">
          <Notice tone="well" role="status" title="Your password is changed.">
            You are signed in here and nowhere else.
          </Notice>
          <div className="app-row">
            <Button look="primary" onClick={onClose} autoFocus>
              Go on
            </Button>
          </div>
        </div>
      </Dialog>
    )
  return (
    <Dialog title="Your password" onClose={onClose}>
      <form className="app-stack" onSubmit={save} noValidate>
        <ErrorSummary errors={wrong} title="Your password was not changed" />
        <PasswordField
          id="password-current"
          label="The password you have now"
          error={saysOf('password-current')}
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          id="password-next"
          label="A new one"
          hint="15 characters or more. Three or four words that have nothing to do with each other are easy to keep."
          error={saysOf('password-next')}
          value={next}
          onChange={setNext}
          which="new"
        />
        <PasswordField
          id="password-again"
          label="The new one again"
          error={saysOf('password-again')}
          value={again}
          onChange={setAgain}
          which="new"
        />
        <p className="app-small app-quiet">On every other machine you are signed out at once.</p>
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? 'Changing…' : 'Change it'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
