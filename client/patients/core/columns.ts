import type { BlockName } from '#shared/record/blocks.ts'
import type { GlanceBlock } from '#shared/record/glance.ts'
import { glanced } from './essentials.ts'

/** The essentials in three columns, each read down, in the order a nurse needs them. */
const ARRANGEMENTS: readonly (readonly (readonly BlockName[])[])[] = [
  [['matters', 'places'], ['may_be_told', 'course'], ['urgent_medicines']],
  [['matters', 'places'], ['may_be_told'], ['urgent_medicines', 'course']],
  [['matters', 'course'], ['may_be_told', 'places'], ['urgent_medicines']],
]

/** Of the ways to set the essentials out, the lowest: all of it must stand on the smallest screen of a desk. */
export function columnsOf(blocks: readonly GlanceBlock[]): GlanceBlock[][] {
  const set = ARRANGEMENTS.map(columns => inColumns(columns, blocks))
  return set.toSorted((a, b) => tallest(a) - tallest(b))[0] ?? []
}

/** Everything of everything: in two columns that can be read, and not in three of thirty letters. */
const WHOLE: readonly (readonly BlockName[])[] = [
  ['matters', 'places', 'course'],
  ['may_be_told', 'urgent_medicines'],
]

/** The essentials with all that is known of each. */
export function wholeColumnsOf(blocks: readonly GlanceBlock[]): GlanceBlock[][] {
  return inColumns(WHOLE, blocks)
}

function inColumns(columns: readonly (readonly BlockName[])[], blocks: readonly GlanceBlock[]) {
  return columns.map(names => names.flatMap(name => blocks.filter(block => block.name === name)))
}

function tallest(columns: readonly GlanceBlock[][]): number {
  return Math.max(...columns.map(column => column.reduce((sum, block) => sum + linesIn(block), 0)))
}

/** Letters that fit on a line of a narrow column: of a headline, which is bold, and of the rest. */
const WIDE = 25
const NARROW = 31

/** About how many lines a block takes at a glance, with its title and the space around it. */
function linesIn(block: GlanceBlock): number {
  const items = block.items.flatMap((item, place, all) => {
    const before = all.slice(0, place).filter(({ section }) => section === item.section).length
    const first = glanced(item, before)
    if (!first) return []
    const texts = [...item.warnings, ...first.lines]
    return [1.3 + wraps(item.headline, WIDE) + texts.reduce((sum, text) => sum + wraps(text, NARROW), 0)]
  })
  const nothing = block.nothingRecorded.length > 0 ? 1 + block.nothingRecorded.length / 2 : 0
  return 2 + nothing + items.reduce((sum, lines) => sum + lines, 0)
}

function wraps(text: string, width: number): number {
  return Math.ceil(text.length / width)
}
