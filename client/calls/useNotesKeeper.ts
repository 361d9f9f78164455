import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { call } from '#client/api/call.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useLeaving } from '#client/ui/useLeaving.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { CallNotes } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'
import { isUnsaved } from './core/notesState.ts'
import { createNotesKeeper, type NotesKeeper } from './notesKeeper.ts'

/**
 * The keeper of a call's notes while the call is on the screen. The page warns before it is left with something unsaved. `onLost`: what
 * the server did not take when the call went from the screen, because a colleague has it by then, in words.
 */
export function useNotesKeeper(
  callId: CallId,
  initial: CallNotes,
  canSend: boolean,
  onLost: (words: string) => void,
): NotesKeeper {
  const [keeper] = useState(() =>
    createNotesKeeper(initial, {
      save: (text, revision) =>
        call(routes.saveNotes, {
          params: { callId },
          body: { text, revision },
          keepalive: text.length < 15_000,
        }),
      at: () => new Date().toISOString(),
    }),
  )
  useEffect(() => keeper.allowSending(canSend), [keeper, canSend])
  useUnsaved(
    useCallback(() => isUnsaved(keeper.get()), [keeper]),
    useCallback(() => void keeper.flush(), [keeper]),
  )
  useEffect(
    () => () => {
      void keeper.flush().then(revision => {
        if (revision !== null) return
        keeper.stop() // it would be refused again, every two seconds
        onLost(`Notes: “${keeper.get().text}”`)
      })
    },
    [keeper, onLost],
  )

  useLeaving(useCallback(() => void keeper.flush(), [keeper]))

  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind !== 'notes' || message.callId !== callId) return
      if (message.revision > keeper.get().revision && keeper.get().sending === null)
        void call(routes.callDetail, { params: { callId } }).then(
          ({ notes }) => keeper.heard(notes),
          // Not heard now; the next save compares revisions and shows both texts.
          () => undefined,
        )
    },
    [keeper, callId],
  )
  useHeard(ear)
  return keeper
}

export function useNotes(keeper: NotesKeeper) {
  return useSyncExternalStore(keeper.watch, keeper.get)
}
