import type { ReactNode } from 'react'
import type { CallerDetails, MayBeTold } from '#shared/calls.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'

type Words = Readonly<Record<MayBeTold, { look: MayBeTold; says: string }>>

const SHAPES: Readonly<Record<MayBeTold, string>> = {
  all: '✓',
  condition: '→',
  logistics: '△',
  nothing: '■',
}

const IN_LIFE: Words = {
  all: { look: 'all', says: 'May be told everything' },
  condition: { look: 'condition', says: 'May be told how the person is' },
  logistics: { look: 'logistics', says: 'Only who is coming and when' },
  nothing: { look: 'nothing', says: 'May be told nothing' },
}

/**
 * Of somebody who has died: what may be told now. Green, and with a tick, is nothing any more: also to whom they let everything be told
 * papers and history are not read out. Source: domain guide 2.7 and 5.3 (9).
 */
const AFTER_DEATH: Words = {
  all: { look: 'condition', says: 'May be told how they died' },
  condition: { look: 'condition', says: 'May be told how they died' },
  logistics: { look: 'logistics', says: 'Only who is coming and when' },
  nothing: { look: 'nothing', says: 'May be told nothing' },
}

type Props = {
  mayBeTold: OpenedForCall['mayBeTold']
  caller: Pick<CallerDetails, 'name' | 'relationship'> | null
  hasDied?: boolean
  /** Which of the record is calling, where what was said does not tell. */
  children?: ReactNode
}

/** What this caller may hear, in plain sight for as long as the record is open. */
export function MayBeToldBar({ mayBeTold, caller, hasDied = false, children }: Props) {
  const { look, says } = (hasDied ? AFTER_DEATH : IN_LIFE)[mayBeTold.level]
  const who = caller?.name
    ? `${caller.name}${caller.relationship ? ` (${relationshipInWords(caller.relationship)})` : ''}`
    : 'This caller'
  return (
    <div className={`app-told app-told--${look}`}>
      <p className="app-told__says" aria-live="polite">
        <span>{who}:</span>
        <b>
          <span aria-hidden="true">{SHAPES[look]} </span>
          {says}
        </b>
        {mayBeTold.because.startsWith(says) ? null : <span className="app-small">{mayBeTold.because}</span>}
      </p>
      {children}
    </div>
  )
}
