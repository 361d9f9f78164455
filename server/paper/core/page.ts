/** How a row of a page looks. */
export const looks = {
  /** The first thing of all: whether to resuscitate. */
  first: { isBold: true, scale: 1.5, isQuiet: false },
  strong: { isBold: true, scale: 1, isQuiet: false },
  plain: { isBold: false, scale: 1, isQuiet: false },
  warning: { isBold: true, scale: 1, isQuiet: false },
  /** Who said so, and when. */
  word: { isBold: false, scale: 0.88, isQuiet: true },
} as const
export type Look = keyof typeof looks

export type Row = { text: string; look: Look }
/** One thing under a title: it is not parted between two columns. */
export type PageItem = readonly Row[]
/** `more`: things that belong under the title and were left on the record. */
export type PagePart = { title: string; items: readonly PageItem[]; more: number }

/** One side of A4, in the order of importance. */
export type Page = {
  /** Of the document; no name of a person in it: a reader's list of open files shows it. */
  title: string
  name: string
  facts: string
  warnings: readonly string[]
  ring: { line: string; number: string }
  parts: readonly PagePart[]
  foot: string
}
