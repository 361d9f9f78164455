import { useCallback, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { NotesKeeper } from '#client/calls/notesKeeper.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { CallId, CommandId } from '#shared/ids.ts'
import type { CloseCall } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'

/** `here` says it beside the field itself, where the label has said the half of it. */
export type Wrong = { id: string; says: string; here?: string }

type Phase = 'open' | 'saving' | 'saved'
type OutcomeOf = (commandId: CommandId, notesRevision: number) => CloseCall

/** Closes the call: the notes are saved first, to the last letter; then the outcome, once. */
export function useClose(callId: CallId, keeper: NotesKeeper) {
  const [commandId] = useState(newCommandId)
  const [phase, setPhase] = useState<Phase>('open')
  const saving = useRef<Promise<Wrong | null | undefined>>(Promise.resolve(undefined))
  /** Once what is under way has been answered: the board may tell of it before the answer is here. */
  const hasSaved = useCallback(async () => (await saving.current) === null, [])

  /** Returns what stopped it, or null when it is saved. */
  async function close(outcomeOf: OutcomeOf): Promise<Wrong | null> {
    setPhase('saving')
    let isSaved = false
    try {
      const trying = save(callId, keeper, notesRevision => outcomeOf(commandId, notesRevision))
      saving.current = trying
      const stopped = await trying
      isSaved = stopped === null
      return stopped
    } finally {
      // Saved, it stays so until the board says so as well, and this form goes.
      setPhase(isSaved ? 'saved' : 'open')
    }
  }
  return { phase, close, hasSaved }
}

async function save(
  callId: CallId,
  keeper: NotesKeeper,
  outcomeAt: (notesRevision: number) => CloseCall,
): Promise<Wrong | null> {
  const notesRevision = await keeper.flush()
  if (notesRevision === null)
    return {
      id: '',
      says: 'Your notes are not saved yet. They are kept on this screen; try again in a moment.',
    }
  try {
    const reply = await call(routes.closeCall, { params: { callId }, body: outcomeAt(notesRevision) })
    return reply.kind === 'closed' ? null : { id: '', says: reply.because }
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    const says =
      error.code === 'unreachable'
        ? 'We could not save this. Everything is kept on this screen; try again.'
        : error.message
    return { id: '', says }
  }
}

/** What the button that saves it says: `act` while it can be pressed, `notNow` while nothing can be sent. */
export function saveWords(phase: Phase, notNow: string | null, act: string): string {
  if (phase === 'saved') return 'Saved'
  if (phase === 'saving') return 'Saving…'
  return notNow ?? act
}
