import { moreWords } from '#shared/summaryWords.ts'
import { type Look, looks, type PageItem, type PagePart, type Row } from './page.ts'
import { clipped, type WidthOf, wrap } from './wrap.ts'

/** Sizes of type in points, the one that everything fits at is taken. Smaller than the last nobody reads in a dim hall. */
export const SIZES = [9.5, 9, 8.5, 8, 7.5, 7] as const
export const LEADING = 1.22
const TITLE_SCALE = 0.95
/** Under a title stands a rule; between two items, and between two parts, stands air. In sizes of type. */
const AFTER_TITLE = 0.45
const AFTER_ITEM = 0.45
const AFTER_PART = 0.55
/** Where not everything fits, a text takes so many rows at most, and an item so many. */
const MOST_OF_A_TEXT = 4
const MOST_OF_AN_ITEM = 14
/** More letters than one side holds at any size, and more than a cut text can need: nobody sets them to find that out. */
const LETTERS_OF_A_SIDE = 30_000
const LETTERS_OF_A_CUT_TEXT = 1_200

export type Room = { columns: number; width: number; height: number; widthOf: (isBold: boolean) => WidthOf }
/** Offsets in points from the top of the column. */
export type Placed =
  | { kind: 'title'; text: string; top: number; size: number }
  | { kind: 'row'; text: string; look: Look; top: number; size: number }
export type Fitted = { size: number; columns: Placed[][]; isWhole: boolean }

type SetItem = { rows: Row[]; height: number }
type Block = { title: string; items: { set: SetItem; rank: number }[]; more: number }

/**
 * Sets the parts in columns at the largest size at which all of them fit. At the smallest, what does not fit stays out: long texts
 * are cut, then items from the least important on, the first of every part last; each place says how much more the record has.
 */
export function fitIn(parts: readonly PagePart[], room: Room): Fitted {
  for (const size of lettersOf(parts) > LETTERS_OF_A_SIDE ? [] : SIZES) {
    const columns = flow(blocksOf(parts, size, room, false), size, room, () => true)
    if (columns) return { size, columns, isWhole: true }
  }
  return cutDown(parts, SIZES[SIZES.length - 1] ?? 7, room)
}

function lettersOf(parts: readonly PagePart[]): number {
  return parts.reduce(
    (all, { items }) => all + items.flat().reduce((sum, { text }) => sum + text.length, 0),
    0,
  )
}

function cutDown(parts: readonly PagePart[], size: number, room: Room): Fitted {
  const blocks = blocksOf(parts, size, room, true)
  const ranks = blocks.flatMap(({ items }) => items.map(({ rank }) => rank)).sort((a, b) => a - b)
  const chosen = new Set<number>()
  let best =
    flow(blocks, size, room, rank => chosen.has(rank)) ?? Array.from({ length: room.columns }, () => [])
  for (const rank of ranks) {
    chosen.add(rank)
    const columns = flow(blocks, size, room, each => chosen.has(each))
    if (columns) best = columns
    else chosen.delete(rank)
  }
  return { size, columns: best, isWhole: false }
}

/** The first of every part is more important than the second of any. */
function blocksOf(parts: readonly PagePart[], size: number, room: Room, isCut: boolean): Block[] {
  return parts.map(({ title, items, more }, place) => ({
    title,
    more,
    items: items.map((item, n) => ({
      set: setItem(item, size, room, isCut),
      rank: n === 0 ? place : 1_000 + place * 1_000 + n,
    })),
  }))
}

function setItem(item: PageItem, size: number, room: Room, isCut: boolean): SetItem {
  const rows = item.flatMap(({ text, look }) => {
    const { isBold, scale } = looks[look]
    const widthOf = room.widthOf(isBold)
    const whole = isCut ? text.slice(0, LETTERS_OF_A_CUT_TEXT).toWellFormed() : text
    const set = wrap(whole, { width: room.width, size: size * scale, widthOf })
    const fits = (row: string) => widthOf(row) * size * scale <= room.width
    return (isCut ? clipped(set, MOST_OF_A_TEXT, fits) : set).map(row => ({ text: row, look }))
  })
  const kept =
    isCut && rows.length > MOST_OF_AN_ITEM
      ? [...rows.slice(0, MOST_OF_AN_ITEM - 1), { text: 'More on the record.', look: 'strong' as const }]
      : rows
  return { rows: kept, height: kept.reduce((sum, { look }) => sum + rowHeight(look, size), 0) }
}

function rowHeight(look: Look, size: number): number {
  return size * looks[look].scale * LEADING
}

/** The columns, or undefined when it does not all fit. What is not chosen is counted under its title. */
function flow(
  blocks: readonly Block[],
  size: number,
  { columns, height }: Room,
  isChosen: (rank: number) => boolean,
): Placed[][] | undefined {
  const set: Placed[][] = Array.from({ length: columns }, () => [])
  const titleHeight = size * (TITLE_SCALE * LEADING + AFTER_TITLE)
  let column = 0
  let top = 0
  for (const { title, items, more: leftOut } of blocks) {
    const chosen = items.filter(({ rank }) => isChosen(rank)).map(each => each.set)
    const more = leftOut + items.length - chosen.length
    const words = moreWords(more)
    const moreRows: Row[] = words ? [{ text: words, look: 'strong' }] : []
    const groups = [...chosen, ...(more > 0 ? [{ rows: moreRows, height: rowHeight('strong', size) }] : [])]
    for (const [n, { rows, height: tall }] of groups.entries()) {
      const lead = n === 0 ? titleHeight : 0
      if (top + lead + tall > height) {
        column += 1
        top = 0
      }
      if (column >= columns || lead + tall > height) return undefined
      if (n === 0) set[column]?.push({ kind: 'title', text: title, top, size: size * TITLE_SCALE })
      top += lead
      for (const { text, look } of rows) {
        set[column]?.push({ kind: 'row', text, look, top, size: size * looks[look].scale })
        top += rowHeight(look, size)
      }
      top += size * (n === groups.length - 1 ? AFTER_PART : AFTER_ITEM)
    }
  }
  return set
}
