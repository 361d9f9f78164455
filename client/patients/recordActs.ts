import { createContext, useContext } from 'react'
import type { EnteredInError, GlanceItem } from '#shared/record/glance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

/** An item as far as it can be looked up and marked. */
export type ItemRef = { section: SectionName; itemId: string; title: string }

/** As much of an item as is marked as entered in error. */
export type Retractable = Pick<GlanceItem, 'section' | 'itemId' | 'version' | 'title' | 'headline' | 'lines'>

/** What can be done with any item of the record that is open, wherever it stands on the screen. */
export type RecordActs = {
  /** Whether somebody who is named on it is whoever reads. */
  isReader: (name: string) => boolean
  /** Nothing may be written at the moment. */
  isStale: boolean
  /** Whether this reader writes this section at all: who only reads is offered nothing that would be refused. */
  mayWrite: (section: SectionName) => boolean
  /** Whether this reader may say of something in it that it is still right. */
  mayConfirm: (section: SectionName) => boolean
  /** With whom the record is being gone through; kept with everything that is said to be still right. */
  goneThroughWith: string
  goThroughWith: (name: string) => void
  /** Says that these are still right: all of them, or none when somebody was quicker. Answers whether it is saved. */
  confirm: (items: readonly GlanceItem[]) => Promise<boolean>
  showHistory: (item: ItemRef) => void
  askRetract: (item: Retractable) => void
  /** What was marked as entered in error was right after all: it is written again as it was. */
  putBack: (item: EnteredInError) => Promise<void>
  /** The record as it was; without a moment, the nurse is asked for one. */
  showPast: (at?: Instant) => void
  /** A colleague who wrote this item since the nurse opened the record, until she has looked at it. */
  changedBy: (item: GlanceItem) => string | undefined
}

export const RecordActsContext = createContext<RecordActs | null>(null)

/** Null where nothing can be done with what is shown: the record of a past day. */
export function useRecordActs(): RecordActs | null {
  return useContext(RecordActsContext)
}
