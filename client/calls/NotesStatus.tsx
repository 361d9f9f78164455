import { showTimeToSecond } from '#client/ui/core/when.ts'
import { isUnsaved, type NotesState } from './core/notesState.ts'

/** Whether the notes are safe, in words, always in sight. */
export function NotesStatus({ notes, isStale }: { notes: NotesState; isStale: boolean }) {
  const isLost = isUnsaved(notes) && (isStale || notes.hasFailed || notes.theirs !== null)
  return (
    <span
      className={`app-notes__status app-numbers ${isLost ? 'app-notes__status--not-saved' : ''}`}
      role="status"
    >
      {words(notes, isLost)}
    </span>
  )
}

function words(notes: NotesState, isLost: boolean): string {
  if (isLost) return 'Not saved: kept on this screen'
  if (isUnsaved(notes)) return 'Saving…'
  return notes.savedAt ? `Saved ${showTimeToSecond(notes.savedAt)}` : 'Kept as you type'
}
