import { useState } from 'react'
import { Radios } from '#client/ui/Radios.tsx'
import { type NotKnown, notKnownChoices } from '#shared/record/knownState.ts'
import { choicesFrom } from './core/choices.ts'

type Props = { whyNot: NotKnown | ''; onChange: (whyNot: NotKnown | '') => void }

const REASONS = choicesFrom(notKnownChoices)

/** The way to say that there is nothing to write, and why: an empty space never says "no". */
export function NothingToWrite({ whyNot, onChange }: Props) {
  const [isOpen, setOpen] = useState(whyNot !== '')
  return (
    <details className="app-form__fold" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Nothing to write down? Say why</summary>
      <Radios
        label="Why there is nothing"
        value={whyNot}
        choices={REASONS}
        none="There is something: write it down"
        onChange={onChange}
      />
    </details>
  )
}
