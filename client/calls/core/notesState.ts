import type { CallNotes } from '#shared/calls.ts'
import type { Instant } from '#shared/time.ts'

/** The notes on the screen, and how much of them the server has. */
export type NotesState = {
  readonly text: string
  readonly savedText: string
  readonly revision: number
  readonly savedAt: Instant | null
  /** The text that is on its way, or null. One at a time: a later one could overtake. */
  readonly sending: string | null
  readonly hasFailed: boolean
  /** What somebody else wrote meanwhile, until the nurse has chosen. Nothing is saved over it before. */
  readonly theirs: { text: string; revision: number } | null
}

export function notesFrom(notes: CallNotes): NotesState {
  return {
    text: notes.text,
    savedText: notes.text,
    revision: notes.revision,
    savedAt: notes.savedAt,
    sending: null,
    hasFailed: false,
    theirs: null,
  }
}

export function typed(notes: NotesState, text: string): NotesState {
  return { ...notes, text }
}

/** Whether the server lacks something that is on the screen. */
export function isUnsaved(notes: NotesState): boolean {
  return notes.text !== notes.savedText || notes.theirs !== null
}

export function wantsSaving(notes: NotesState): boolean {
  return notes.text !== notes.savedText && notes.sending === null && notes.theirs === null
}

export function sent(notes: NotesState): NotesState {
  return { ...notes, sending: notes.text }
}

export function saved(notes: NotesState, revision: number, at: Instant): NotesState {
  const savedText = notes.sending ?? notes.savedText
  return { ...notes, savedText, revision, savedAt: at, sending: null, hasFailed: false }
}

export function failed(notes: NotesState): NotesState {
  return { ...notes, sending: null, hasFailed: true }
}

/**
 * The server holds another text than the one this screen started from. When it is the very text that was sent, an answer was
 * lost on the way and all is well; when nothing was typed here, theirs is simply newer; else the nurse chooses.
 */
export function changedMeanwhile(
  notes: NotesState,
  theirs: { text: string; revision: number },
  at: Instant,
): NotesState {
  if (theirs.revision <= notes.revision) return { ...notes, sending: null }
  if (theirs.text === notes.sending) return saved(notes, theirs.revision, at)
  const settled = { ...notes, sending: null, hasFailed: false }
  if (theirs.text === notes.text || notes.text === notes.savedText)
    return { ...settled, text: theirs.text, savedText: theirs.text, revision: theirs.revision, savedAt: at }
  return { ...settled, theirs: { text: theirs.text, revision: theirs.revision } }
}

/** The nurse's choice between two texts. Whichever it is, it is saved over the newest revision. */
export function choose(notes: NotesState, which: 'mine' | 'theirs' | 'both'): NotesState {
  const { theirs } = notes
  if (!theirs) return notes
  const text =
    which === 'mine' ? notes.text : which === 'theirs' ? theirs.text : `${theirs.text}\n\n${notes.text}`
  return { ...notes, text, savedText: theirs.text, revision: theirs.revision, theirs: null }
}
