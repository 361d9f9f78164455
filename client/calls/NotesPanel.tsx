import { useEffect } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { isBeside } from '#client/ui/isBeside.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusWish } from '#client/ui/useFocusWish.ts'
import { NOTES_LIMIT } from '#shared/calls.ts'
import type { NotesKeeper } from './notesKeeper.ts'
import './NotesPanel.css'
import { NotesStatus } from './NotesStatus.tsx'
import { useNotes } from './useNotesKeeper.ts'

type Props = { keeper: NotesKeeper; isConnected: boolean; isStale: boolean }

/**
 * The notes of the call. The cursor is here when the call connects, unless the nurse is already typing elsewhere, or the screen
 * is so narrow that it would take her away from the call.
 */
export function NotesPanel({ keeper, isConnected, isStale }: Props) {
  const notes = useNotes(keeper)
  const box = useFocusWish<HTMLTextAreaElement>('N', 'To the notes')
  useEffect(() => {
    const typing = document.activeElement?.matches('input, textarea, select') ?? false
    if (isConnected && !typing && isBeside()) box.current?.focus()
  }, [isConnected, box])

  return (
    <section className="app-notes" aria-labelledby="notes-title">
      <div className="app-notes__head">
        <h3 id="notes-title">Notes</h3>
        <NotesStatus notes={notes} isStale={isStale} />
      </div>
      <textarea
        ref={box}
        id="notes"
        className="app-textarea app-notes__box"
        aria-labelledby="notes-title"
        placeholder="In the caller's words. Kept as you type."
        value={notes.text}
        maxLength={NOTES_LIMIT}
        onChange={event => keeper.type(event.target.value)}
      />
      {/* Under the box: what she is writing stays where it is. */}
      {notes.theirs ? (
        <Notice
          tone="caution"
          role="alert"
          title="These notes were changed on another screen."
          actions={
            <>
              <Button size="small" onClick={() => keeper.choose('both')}>
                Keep both
              </Button>
              <Button size="small" onClick={() => keeper.choose('mine')}>
                Keep mine
              </Button>
              <Button size="small" onClick={() => keeper.choose('theirs')}>
                Take theirs
              </Button>
            </>
          }
        >
          <p className="app-notes__theirs">{notes.theirs.text || '(empty)'}</p>
        </Notice>
      ) : null}
    </section>
  )
}
