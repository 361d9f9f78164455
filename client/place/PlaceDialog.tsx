import { type FormEvent, useState } from 'react'
import { useReveal } from '#client/doors/useReveal.ts'
import type { Edit } from '#client/patients/edit.ts'
import { PastCalls } from '#client/patients/PastCalls.tsx'
import { PastTeamTasks } from '#client/patients/PastTeamTasks.tsx'
import { TypePassword } from '#client/signIn/TypePassword.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { PLACE_SECONDS, type PlaceShown, placeReasons, WhyPlace } from '#shared/location.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import './PlaceDialog.css'

type Props = {
  reveal: (because: string) => Promise<PlaceShown>
  now: Instant
  hasDied: boolean
  isStale: boolean
  mayWrite: (section: SectionName) => boolean
  onEdit: ((edit: Edit) => void) | null
  onClose: () => void
}

type Shown = Extract<PlaceShown, { kind: 'shown' }>

const OTHER = 'Something else'
const CHOICES = [...placeReasons, OTHER] as const
type Choice = (typeof CHOICES)[number]

/** First why; then, for two minutes, where they are. */
export function PlaceDialog({ reveal, now, hasDied, isStale, mayWrite, onEdit, onClose }: Props) {
  const sight = useReveal<Shown>(PLACE_SECONDS, { staysOnBlur: true })
  const { notShown, isBusy, asksPassword } = sight
  const [choice, setChoice] = useState<Choice | ''>('')
  const [words, setWords] = useState('')
  const [wrongs, setWrongs] = useState<{ id: string; says: string }[]>([])
  useFocusIfLost('place-hide', sight.shown !== null)
  useFocusIfLost('place-why', sight.shown === null && !asksPassword)

  async function ask(event?: FormEvent) {
    event?.preventDefault()
    if (choice === '') return setWrongs([{ id: 'place-why', says: 'Choose why you need to see it.' }])
    const because = WhyPlace.safeParse(choice === OTHER ? words : choice)
    if (!because.success)
      return setWrongs([{ id: 'place-words', says: because.error.issues[0]?.message ?? '' }])
    setWrongs([])
    await sight.ask(() => reveal(because.data))
  }

  return (
    <Dialog title="Where they are is protected" onClose={onClose}>
      {asksPassword ? (
        <TypePassword
          id="place-password"
          act="Show where they are"
          isStale={isStale}
          onProved={() => void ask()}
          onLeave={sight.leavePassword}
        />
      ) : sight.shown === null ? (
        <form className="app-stack" onSubmit={ask} noValidate>
          <ErrorSummary
            errors={wrongs.length > 0 || !notShown ? wrongs : [{ id: '', says: notShown }]}
            title="Not shown"
          />
          {sight.hidden ? (
            <p role="status">
              {sight.hidden === 'by_time'
                ? 'Hidden again: the time was over.'
                : 'Hidden again: you left this page.'}
            </p>
          ) : null}
          <p>
            Somebody may be looking for this person. Never say it, or anything of it, to a caller: also not to
            family. The person can read that you saw it, and why.
          </p>
          <Radios
            id="place-why"
            label="Why you need to see it"
            error={wrongs.find(({ id }) => id === 'place-why')?.says}
            value={choice}
            choices={CHOICES.map(each => ({ value: each, says: each }))}
            onChange={setChoice}
          />
          {choice === OTHER ? (
            <TextArea
              id="place-words"
              label="In a few words"
              error={wrongs.find(({ id }) => id === 'place-words')?.says}
              value={words}
              onChange={setWords}
              maxLength={300}
            />
          ) : null}
          <div className="app-row">
            <Button type="submit" look="primary" disabled={isStale || isBusy}>
              {isBusy ? 'Asking…' : 'Show where they are'}
            </Button>
          </div>
        </form>
      ) : (
        <div className="app-stack">
          {/* On top: what is below may be longer than the window. */}
          <div className="app-row">
            <Button id="place-hide" onClick={sight.hide}>
              Hide it
            </Button>
            <span className="app-small app-numbers">Hidden again in {sight.secondsLeft} s.</span>
          </div>
          <ul className="app-place">
            {sight.shown.items.map(item => (
              <li key={item.section + item.itemId}>
                <span className="app-quiet app-small">{item.title}</span>
                <b>{item.headline}</b>
                {item.lines.map(line => (
                  <span key={line}>{line}</span>
                ))}
                {onEdit && mayWrite(item.section) ? (
                  <span>
                    <Button
                      look="quiet"
                      size="small"
                      disabled={isStale}
                      aria-label={`Change: ${item.title}`}
                      onClick={() => onEdit({ section: item.section, item })}
                    >
                      Change
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          {sight.shown.calls.length > 0 ? (
            <PastCalls calls={sight.shown.calls} now={now} hasDied={hasDied} nothing="" />
          ) : null}
          <PastTeamTasks tasks={sight.shown.teamTasks} now={now} />
        </div>
      )}
    </Dialog>
  )
}
