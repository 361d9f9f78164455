import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { NotesKeeper } from '#client/calls/notesKeeper.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { CallId, CommandId } from '#shared/ids.ts'
import type { CloseCall } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'

/** `here` says it beside the field itself, where the label has said the half of it. */
export type Wrong = { id: string; says: string; here?: string }

/** Closes the call: the notes are saved first, to the last letter; then the outcome, once. */
export function useClose(callId: CallId, keeper: NotesKeeper) {
  const [commandId] = useState(newCommandId)
  const [isBusy, setBusy] = useState(false)

  /** Returns what stopped it, or null when it is saved. */
  async function close(
    outcomeOf: (commandId: CommandId, notesRevision: number) => CloseCall,
  ): Promise<Wrong | null> {
    setBusy(true)
    try {
      const notesRevision = await keeper.flush()
      if (notesRevision === null)
        return {
          id: '',
          says: 'Your notes are not saved yet. They are kept on this screen; try again in a moment.',
        }
      const reply = await call(routes.closeCall, {
        params: { callId },
        body: outcomeOf(commandId, notesRevision),
      })
      return reply.kind === 'closed' ? null : { id: '', says: reply.because }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      return {
        id: '',
        says:
          error.code === 'unreachable'
            ? 'We could not save this. Everything is kept on this screen; try again.'
            : error.message,
      }
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, close }
}
