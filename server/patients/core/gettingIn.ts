import { type DoorKind, doorKinds } from '#shared/doors.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { RING_FOR } from '#shared/summaryWords.ts'
import { listed } from './standing/rule.ts'

type Item = EmergencySummary['parts'][number]['items'][number]

/** How the record says that there is a keysafe, and that there is none (say/home.ts). */
export const KEYSAFE = { yes: 'There is a keysafe (the code is kept apart)', no: 'No keysafe' } as const

/**
 * What a crew at the door reads of getting in. What opens a home is on no page: where the line keeps it, it says so, and that a call
 * gets it; "No keysafe" alone would send away a crew whom the nurse could have let in. `isWhole` is false where part of it is not shown.
 */
export function gettingInForCrew(
  items: readonly Item[],
  doors: readonly DoorKind[],
  isWhole: boolean,
): readonly Item[] {
  const { title } = sectionOf('accessNotes' satisfies SectionName)
  const at = items.findIndex(item => item.title === title)
  const item = items[at]
  const ring = ringFor(doors, isWhole)
  if (!item)
    return ring
      ? [...items, { title, headline: ring, lines: [], warnings: [], word: 'on no page', more: 0 }]
      : items
  const keysafe = item.lines.find(line => line === KEYSAFE.yes || line === KEYSAFE.no)
  const others = item.lines.filter(line => line !== keysafe)
  const first =
    keysafe === undefined
      ? ring
      : `${keysafe === KEYSAFE.no ? 'No keysafe' : 'There is a keysafe'}. ${ring ?? IF_NOBODY}`
  return first === undefined ? items : items.with(at, { ...item, lines: [first, ...others] })
}

const IF_NOBODY = `Nobody opens? ${RING_FOR} how to get in`

function ringFor(doors: readonly DoorKind[], isWhole: boolean): string | undefined {
  if (doors.length > 0) {
    const named = doors.map(kind => doorKinds[kind].named)
    return `${RING_FOR} ${listed(named)}`
  }
  return isWhole ? undefined : `${RING_FOR} how to get in: not all of it is shown here`
}
