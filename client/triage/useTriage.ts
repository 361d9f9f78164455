import { useEffect, useMemo } from 'react'
import type { OutcomeForm } from '#client/outcomes/core/outcomeForm.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'
import type { TriageInProgress } from '#shared/triageTaken.ts'
import { type Suggestion, suggest } from './core/suggest.ts'
import { NOTHING_TAKEN, tickedOf } from './core/taken.ts'
import { type Wishes, wishesOf } from './core/wishes.ts'
import { writeLog, writtenAnew } from './core/writeLog.ts'

export type Triage = {
  taken: TriageInProgress
  suggestion: Suggestion | null
  wishes: Wishes | null
  change: (next: TriageInProgress) => void
  /** She has changed what was written: it is hers, until she asks for it anew. */
  isWrittenOver: boolean
  writeAgain: () => void
}

/** What is ticked, what follows from it, and what of it stands in the outcome: one form with the outcome’s own fields, and kept with it. */
export function useTriage(
  form: OutcomeForm,
  set: (given: Partial<OutcomeForm>) => void,
  protocols: readonly ProtocolInForce[],
  opened: OpenedForCall | null,
): Triage {
  const taken = form.triage ?? NOTHING_TAKEN
  const wishes = useMemo(() => (opened ? wishesOf(opened.record) : null), [opened])
  const suggestionOf = (of: TriageInProgress) => suggest(tickedOf(of, protocols), of.isCallerWorried, wishes)
  const suggestion = suggestionOf(taken)
  const change = (next: TriageInProgress) => set(written(form, next, suggestionOf(next)))
  const log = writeLog({ ...taken, suggestion })
  const isWrittenOver = log.found !== taken.wrote.found || log.advice !== taken.wrote.advice
  const isHere = protocols.length > 0
  // What the record says of the wishes may come after what was ticked, and change what follows from it.
  const follows = suggestion ? `${suggestion.result} ${suggestion.urgency}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what follows is written anew by itself
  useEffect(() => {
    if (form.triage && isWrittenOver && isHere) change(form.triage)
  }, [follows, isHere])
  return {
    taken,
    suggestion,
    wishes,
    change,
    isWrittenOver: form.triage !== null && isWrittenOver,
    writeAgain: () => change({ ...taken, wrote: { found: '', advice: '' } }),
  }
}

/** The fields of the outcome with what is ticked now; what she has changed herself stays hers. */
function written(
  form: OutcomeForm,
  next: TriageInProgress,
  suggestion: Suggestion | null,
): Partial<OutcomeForm> {
  const log = writeLog({ ...next, suggestion })
  const found = writtenAnew(form.found, next.wrote.found, log.found)
  const advice = writtenAnew(form.advice, next.wrote.advice, log.advice)
  return {
    triage: {
      ...next,
      wrote: {
        found: found === null ? next.wrote.found : log.found,
        advice: advice === null ? next.wrote.advice : log.advice,
      },
    },
    ...(found !== null && { found }),
    ...(advice !== null && { advice }),
  }
}
