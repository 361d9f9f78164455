import { MINIMUM_SECTIONS } from '#server/patients/core/minimumRecord.ts'
import type { BlockName } from '#shared/record/blocks.ts'
import { LAST_CALLS_PART } from '#shared/record/parts.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'

/** As server/staff/core/can.ts has it: everything that is not sealed, or only some blocks and sections. */
type Shown = 'all' | { blocks: readonly BlockName[]; sections: readonly SectionName[]; lastCalls: boolean }

/**
 * The sections that may be read: what the role needs, without what is sealed, and without what the person keeps from this
 * organisation. Undefined where that is everything there is to read.
 */
export function sectionsFor(
  shown: Shown,
  hidden: readonly string[],
  isInLittle = false,
): readonly SectionName[] | undefined {
  if (shown === 'all' && hidden.every(name => name === LAST_CALLS_PART) && !isInLittle) return undefined
  return (isInLittle ? MINIMUM_SECTIONS : SECTION_NAMES).filter(
    name => !sectionOf(name).isSealed && isShown(shown, name) && !hidden.includes(name),
  )
}

/** The sections that may be written by who writes at all: what the role needs, sealed ones too, without what the person keeps back. */
export function sectionsToWrite(
  shown: Shown,
  hidden: readonly string[],
  isInLittle = false,
): readonly SectionName[] {
  return (isInLittle ? MINIMUM_SECTIONS : SECTION_NAMES).filter(
    name => isShown(shown, name) && !hidden.includes(name),
  )
}

function isShown(shown: Shown, name: SectionName): boolean {
  if (shown === 'all') return true
  const { block } = sectionOf(name)
  return shown.sections.includes(name) || (block !== undefined && shown.blocks.includes(block))
}

/** Blocks from which something is left out, and why: an empty space must never be read as "nothing". */
export function leftOut(
  shown: Shown,
  hidden: readonly string[],
  isInLittle = false,
): { block: BlockName; because: string }[] {
  const reasons = new Map<BlockName, string>()
  for (const name of SECTION_NAMES) {
    const { block, isSealed } = sectionOf(name)
    if (block === undefined || isSealed) continue
    if (hidden.includes(name)) reasons.set(block, 'The person keeps part of this from your organisation.')
    else if (isInLittle && !MINIMUM_SECTIONS.includes(name) && !reasons.has(block))
      reasons.set(block, IN_LITTLE)
    else if (!isShown(shown, name) && !reasons.has(block)) reasons.set(block, notTheRole(shown, block))
  }
  return [...reasons].map(([block, because]) => ({ block, because }))
}

/**
 * Why the last calls are not shown, or null where they are. They are free words: whatever the person keeps back may stand in them,
 * and nobody can take it out. They are a part of their own to keep back as well.
 */
export function callsLeftOut(shown: Shown, hidden: readonly string[], isInLittle = false): string | null {
  if (shown !== 'all' && !shown.lastCalls)
    return 'Not for people in your role to see: ring the line if you need it.'
  if (isInLittle) return IN_LITTLE
  if (hidden.length === 0) return null
  if (hidden.includes(LAST_CALLS_PART))
    return 'The person keeps what was said in calls from your organisation. Ring the line if you need it.'
  return 'The person keeps part of their record from your organisation, and what was said in a call may hold it. Ring the line if you need it.'
}

const IN_LITTLE = 'They wanted to be off the register: only who they are and what keeps them safe is shown.'

/** Beside what is shown of a block, "not to see" would deny what stands there. */
function notTheRole(shown: Shown, block: BlockName): string {
  const isPartly = SECTION_NAMES.some(name => sectionOf(name).block === block && isShown(shown, name))
  return isPartly
    ? 'The rest is not for people in your role to see. There may be more: ring the line if you need it.'
    : 'Not for people in your role to see. Something may be written there: ring the line if you need it.'
}
