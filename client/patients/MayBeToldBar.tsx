import type { CallerDetails, MayBeTold } from '#shared/calls.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'

const WORDS: Readonly<Record<MayBeTold, { shape: string; says: string }>> = {
  all: { shape: '✓', says: 'May be told everything' },
  condition: { shape: '→', says: 'May be told how the person is' },
  logistics: { shape: '△', says: 'Only who is coming and when' },
  nothing: { shape: '■', says: 'May be told nothing' },
}

/** Of somebody who has died: what they let be told while they lived. */
const AFTER: Readonly<Record<MayBeTold, string>> = {
  all: 'Could be told everything while they lived',
  condition: 'Could be told how they were, and may be told how they died',
  logistics: 'Only who is coming and when',
  nothing: 'Was to be told nothing, and that still holds',
}

type Props = {
  mayBeTold: { level: MayBeTold; because: string }
  caller: CallerDetails | null
  hasDied?: boolean
}

/** What this caller may hear, in plain sight for as long as the record is open. */
export function MayBeToldBar({ mayBeTold, caller, hasDied = false }: Props) {
  const { shape, says: inLife } = WORDS[mayBeTold.level]
  const says = hasDied ? AFTER[mayBeTold.level] : inLife
  const who = caller?.name
    ? `${caller.name}${caller.relationship ? ` (${relationshipInWords(caller.relationship)})` : ''}`
    : 'This caller'
  return (
    <p className={`app-told app-told--${mayBeTold.level}`}>
      <span>{who}:</span>
      <b>
        <span aria-hidden="true">{shape} </span>
        {says}
      </b>
      {mayBeTold.because.startsWith(says) ? null : <span className="app-small">{mayBeTold.because}</span>}
    </p>
  )
}
