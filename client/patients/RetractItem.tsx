import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { CannotSend } from '#client/ui/CannotSend.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { Retractable } from './recordActs.ts'

type Props = {
  item: Retractable
  isStale: boolean
  isBusy: boolean
  problem: string | null
  onRetract: (because: string) => void
  onClose: () => void
}

/** Something that should never have been written: it stays, struck through, with the reason, and nobody uses it. */
export function RetractItem({ item, isStale, isBusy, problem, onRetract, onClose }: Props) {
  const [because, setBecause] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isMissing = isAsked && because.trim() === ''
  return (
    <Dialog title={`Entered in error: ${item.title}`} onClose={onClose}>
      <form
        className="app-stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (because.trim() !== '') onRetract(because)
        }}
      >
        <div className="app-past__was">
          <b>{item.headline}</b>
          {item.lines.map(words => (
            <p key={words}>{words}</p>
          ))}
        </div>
        <TextArea
          label="What is wrong with it?"
          hint="Such as: it belongs to somebody else; it was heard wrongly."
          error={isMissing ? 'Say in a few words what is wrong with it.' : (problem ?? undefined)}
          value={because}
          onChange={setBecause}
          maxLength={500}
          data-first
        />
        <p className="app-quiet app-small">
          It can still be read under “Entered in error”, with your name and reason, and nothing uses it. When
          it has only changed since, change it instead.
        </p>
        <div className="app-row">
          <Button type="submit" look="danger" disabled={isStale || isBusy}>
            {isBusy ? 'Saving…' : 'Mark as entered in error'}
          </Button>
          <Button look="quiet" onClick={onClose}>
            Leave it
          </Button>
          {isStale ? <CannotSend /> : null}
        </div>
      </form>
    </Dialog>
  )
}
