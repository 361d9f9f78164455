import type { CallNotes } from '#shared/calls.ts'
import type { Instant } from '#shared/time.ts'
import * as core from './core/notesState.ts'

type SaveReply =
  | { kind: 'saved'; revision: number }
  | { kind: 'changed_meanwhile'; text: string; revision: number }

type Ways = {
  /** Throws when nobody answered; then it is tried again. */
  save: (text: string, revision: number) => Promise<SaveReply>
  at: () => Instant
}

/** At most this long between a letter and its way to the server. */
export const SAVES_AFTER_MS = 600
export const RETRIES_AFTER_MS = 2_000

/** Keeps the notes of one call saved as they are typed. The rules are core/notesState.ts; here are the clock and the wire. */
export function createNotesKeeper(initial: CallNotes, { save, at }: Ways) {
  let notes = core.notesFrom(initial)
  let canSend = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> = Promise.resolve()
  const watchers = new Set<() => void>()

  function set(next: core.NotesState) {
    notes = next
    for (const watcher of watchers) watcher()
  }
  function plan(afterMs: number) {
    if (timer !== undefined || !canSend || !core.wantsSaving(notes)) return
    timer = setTimeout(() => void saveNow(), afterMs)
  }
  function saveNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (!canSend || !core.wantsSaving(notes)) return underWay
    set(core.sent(notes))
    underWay = send(notes.text, notes.revision)
    return underWay
  }
  async function send(text: string, revision: number) {
    try {
      const reply = await save(text, revision)
      set(
        reply.kind === 'saved'
          ? core.saved(notes, reply.revision, at())
          : core.changedMeanwhile(notes, reply, at()),
      )
      plan(SAVES_AFTER_MS)
    } catch {
      // Whatever the reason, the text is still on the screen and the screen says so; it is tried again.
      set(core.failed(notes))
      plan(RETRIES_AFTER_MS)
    }
  }

  return {
    get: () => notes,
    watch(watcher: () => void) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    type(text: string) {
      set(core.typed(notes, text))
      plan(SAVES_AFTER_MS)
    },
    choose(which: 'mine' | 'theirs' | 'both') {
      set(core.choose(notes, which))
      plan(0)
    },
    /** Somebody saved: theirs is shown, or asked about. */
    heard(theirs: { text: string; revision: number }) {
      if (notes.sending === null) set(core.changedMeanwhile(notes, theirs, at()))
    },
    /** False while the server is not heard: nothing is sent that would only look sent. */
    allowSending(allowed: boolean) {
      canSend = allowed
      if (allowed) plan(0)
    },
    /** Saves what is left, now. Returns the revision the server holds, or null when it does not hold everything. */
    async flush(): Promise<number | null> {
      await underWay
      await saveNow()
      return core.isUnsaved(notes) ? null : notes.revision
    },
    stop: () => clearTimeout(timer),
  }
}

export type NotesKeeper = ReturnType<typeof createNotesKeeper>
