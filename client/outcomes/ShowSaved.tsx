import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useReveal } from '#client/doors/useReveal.ts'
import { TypePassword } from '#client/signIn/TypePassword.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { CallId } from '#shared/ids.ts'
import { PLACE_SECONDS, WhyPlace } from '#shared/location.ts'
import type { SavedWords, SavedWordsShown } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import { SavedRows } from './SavedRows.tsx'

type Props = { callId: CallId; covered: SavedWords; isStale: boolean }

type Shown = Extract<SavedWordsShown, { kind: 'shown' }>

const NO_REASON = 'Say in a few words why you need to read it. Whoever it was saved of can read that.'

/** What was saved and may tell a protected place: first why; then, for as long as the place would be shown, the words. */
export function ShowSaved({ callId, covered, isStale }: Props) {
  const sight = useReveal<Shown>(PLACE_SECONDS, { staysOnBlur: true })
  const { notShown, isBusy, asksPassword } = sight
  const [because, setBecause] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  useFocusIfLost('saved-hide', sight.shown !== null)
  useFocusIfLost('saved-why', sight.shown === null && !asksPassword)

  async function ask(event?: FormEvent) {
    event?.preventDefault()
    const said = WhyPlace.safeParse(because)
    if (!said.success) return setWrong(NO_REASON)
    setWrong(undefined)
    await sight.ask(() => call(routes.revealSavedWords, { params: { callId }, body: { because: said.data } }))
  }

  if (asksPassword)
    return (
      <TypePassword
        id="saved-password"
        act="Show what was said"
        isStale={isStale}
        onProved={() => void ask()}
        onLeave={sight.leavePassword}
      />
    )
  if (sight.shown)
    return (
      <>
        <div className="app-row">
          <Button id="saved-hide" onClick={sight.hide}>
            Hide it
          </Button>
          <span className="app-small app-numbers">Hidden again in {sight.secondsLeft} s.</span>
        </div>
        <SavedRows saved={sight.shown.saved} />
      </>
    )
  return (
    <form className="app-stack" onSubmit={ask} noValidate>
      <SavedRows saved={covered} />
      {notShown ? <Notice tone="caution" role="alert" title={notShown} /> : null}
      {sight.hidden ? (
        <p role="status">
          {sight.hidden === 'by_time'
            ? 'Hidden again: the time was over.'
            : 'Hidden again: you left this page.'}
        </p>
      ) : null}
      <TextField
        id="saved-why"
        label="Why you need to read what was said"
        hint="Whoever it was saved of can read your reason: name nobody."
        error={wrong}
        value={because}
        onChange={words => {
          setBecause(words)
          setWrong(undefined)
        }}
        maxLength={300}
      />
      <div className="app-row">
        <Button type="submit" disabled={isStale || isBusy}>
          {isBusy ? 'Asking…' : 'Show what was said'}
        </Button>
      </div>
    </form>
  )
}
