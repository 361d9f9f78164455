import {
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { LeaveWords } from '#client/ui/leaveWords.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import { ItemId } from '#shared/ids.ts'
import { LOCATION_SECTIONS } from '#shared/location.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import { KeptApart } from '#shared/record/sealed.ts'
import { type Draft, draftFrom, formOfDraft, keyOf } from './draft.ts'
import { nameOfEdit } from './edit.ts'
import { isSameWriting } from './form/core/starting.ts'
import { createFormsKeeper } from './formsKeeper.ts'
import { useRecordDoor } from './recordDoor.ts'
import { wordsOfDraft } from './wordsOfDraft.ts'

type Given = {
  /** What the server kept of this reader's, as it came with the record. */
  kept: readonly HalfWritten[]
  canSend: boolean
  /** Where the person is is protected. */
  isPlaceKept: boolean
  onHalfWritten: (titles: readonly string[]) => void
}

/**
 * The half-written forms of an open record. Each is kept on the server as it is typed, for the one who types it: closing a form,
 * leaving the page and a lost line lose none of it. The outcome warns of them by their titles; the page warns before it is left
 * with something that the server does not have. Nothing about a person is kept in the browser itself.
 */
export function useDrafts({ kept, canSend, isPlaceKept, onHalfWritten }: Given) {
  const door = useRecordDoor()
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(
    () => new Map(kept.map(form => [keyOf(form), draftFrom(form, new Date().toISOString())])),
  )
  const [keeper] = useState(() => {
    const made = createFormsKeeper({ keep: door.keepForm, drop: door.dropForm })
    for (const form of kept) made.cameBack(form)
    return made
  })
  useEffect(() => keeper.allowSending(canSend), [keeper, canSend])
  useSyncExternalStore(keeper.watch, keeper.version)

  const change = useCallback((draft: Draft, changed: (now: Draft) => Partial<Draft>) => {
    setDrafts(before => {
      const now = before.get(keyOf(draft)) ?? draft
      const typedAt = new Date().toISOString()
      return new Map(before).set(keyOf(draft), { ...now, ...changed(now), typedAt })
    })
  }, [])
  const end = useCallback(
    (how: 'drop' | 'saved') => (draft: Draft) => {
      setDrafts(before => new Map([...before].filter(([key]) => key !== keyOf(draft))))
      keeper[how]({ section: draft.section, itemId: ItemId.parse(draft.itemId) })
    },
    [keeper],
  )

  const halfWritten = [...drafts.values()].filter(({ start, writing }) => !isSameWriting(start, writing))
  const isHere = (draft: Draft) => isKeptHere(draft, isPlaceKept)
  useKept(keeper, drafts, isPlaceKept)
  useLeftWords(halfWritten)
  useWarning(keeper, halfWritten.some(isHere))
  const titles = halfWritten.map(nameOfEdit).join('\n')
  useEffect(() => {
    onHalfWritten(titles === '' ? [] : titles.split('\n'))
    return () => onHalfWritten([])
  }, [titles, onHalfWritten])

  return {
    halfWritten,
    now: (draft: Draft): Draft => drafts.get(keyOf(draft)) ?? draft,
    /** What was left of a change of this section: of this item, or of something new. */
    left: (section: Draft['section'], itemId: string | undefined): Draft | undefined =>
      [...drafts.values()].find(one => one.section === section && one.item?.itemId === itemId),
    stateOf: (draft: Draft) => (isHere(draft) ? 'here' : keeper.stateOf(formOfDraft(draft))),
    change,
    drop: end('drop'),
    saved: end('saved'),
  }
}

export type Drafts = ReturnType<typeof useDrafts>

/** A change of what is kept apart, or tells a protected place, would come back with the rest of the record: it lives in the page alone. */
function isKeptHere({ section, item, base }: Draft, isPlaceKept: boolean): boolean {
  if (item !== undefined && KeptApart.safeParse(section).success) return true
  return isPlaceKept && LOCATION_SECTIONS.includes(section) && (item !== undefined || base.version > 0)
}

/** Where the record closes by itself, what was half-written on it comes back only by the same way, if that opens again: its words are handed on. */
function useLeftWords(halfWritten: readonly Draft[]): void {
  const leave = useContext(LeaveWords)
  const latest = useRef({ leave, halfWritten })
  latest.current = { leave, halfWritten }
  useLayoutEffect(() => () => latest.current.leave(latest.current.halfWritten.flatMap(wordsOfDraft)), [])
}

type Keeper = ReturnType<typeof createFormsKeeper>

/** Hands the keeper each form that was typed in since it was last told; one that is as it began again is kept no longer. */
function useKept(keeper: Keeper, drafts: ReadonlyMap<string, Draft>, isPlaceKept: boolean): void {
  const [told] = useState(
    () => new Map([...drafts].map(([key, { writing, base }]) => [key, { writing, base }])),
  )
  useEffect(() => {
    for (const [key, draft] of drafts) {
      const before = told.get(key)
      if (before?.writing === draft.writing && before.base === draft.base) continue
      told.set(key, draft)
      if (isKeptHere(draft, isPlaceKept)) continue
      if (isSameWriting(draft.start, draft.writing)) keeper.drop(formOfDraft(draft))
      else keeper.type(formOfDraft(draft))
    }
    for (const key of told.keys()) if (!drafts.has(key)) told.delete(key)
  }, [keeper, drafts, told, isPlaceKept])
}

/** What waits is sent as the page is left; the browser asks only while something is nowhere but here. */
function useWarning(keeper: Keeper, isAnyHere: boolean): void {
  useUnsaved(
    useCallback(() => isAnyHere || keeper.isAnyUnkept(), [keeper, isAnyHere]),
    keeper.flush,
  )
  useEffect(() => keeper.flush, [keeper])
}
