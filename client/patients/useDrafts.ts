import { useCallback, useEffect, useState } from 'react'
import { type Edit, nameOfEdit } from './edit.ts'
import { isSameWriting, startOf, type Writing } from './form/core/starting.ts'

/** A form that is being written: what it changes, as it was at the beginning, and as it is now. */
export type Draft = { edit: Edit; start: Writing; writing: Writing }

/**
 * The half-written forms of an open record. They live in this page and nowhere else: closing a form keeps what was typed, and
 * the page warns before it is left; so does the outcome, by their titles. Nothing about a person is kept in the browser itself.
 */
export function useDrafts(onHalfWritten: (titles: readonly string[]) => void) {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map())

  const change = useCallback((draft: Draft, writing: (now: Writing) => Writing) => {
    setDrafts(before => {
      const key = keyOf(draft.edit)
      const now = before.get(key) ?? draft
      return new Map(before).set(key, { ...now, writing: writing(now.writing) })
    })
  }, [])
  const drop = useCallback((edit: Edit) => {
    setDrafts(before => new Map([...before].filter(([key]) => key !== keyOf(edit))))
  }, [])

  const halfWritten = [...drafts.values()].filter(({ start, writing }) => !isSameWriting(start, writing))
  const titles = halfWritten.map(({ edit }) => nameOfEdit(edit)).join('\n')
  useEffect(() => {
    onHalfWritten(titles === '' ? [] : titles.split('\n'))
    return () => onHalfWritten([])
  }, [titles, onHalfWritten])
  const isAny = halfWritten.length > 0
  useEffect(() => {
    if (!isAny) return
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [isAny])

  return {
    halfWritten,
    /** The draft of this change as it was left, over the version that it was begun on; else a new one. */
    open: (edit: Edit): Draft => drafts.get(keyOf(edit)) ?? begin(edit),
    now: (draft: Draft): Draft => drafts.get(keyOf(draft.edit)) ?? draft,
    change,
    drop,
  }
}

export type Drafts = ReturnType<typeof useDrafts>

function begin(edit: Edit): Draft {
  const start = startOf(edit.section, edit.item, new Date().toISOString())
  return { edit, start, writing: start }
}

function keyOf({ section, item }: Edit): string {
  return `${section} ${item?.itemId ?? 'new'}`
}
