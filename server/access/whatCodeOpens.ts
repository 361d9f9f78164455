import { MINIMUM_SECTIONS } from '#server/patients/core/minimumRecord.ts'
import { hiddenSections, isAgreed, isShared } from '#server/patients/sharingStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { sectionsFor } from './core/leftOut.ts'
import type { Code } from './crewCodeStore.ts'

type Asker = Parameters<typeof isShared>[1]

/** What an ambulance crew may see, whoever they are. */
function asCrew(lineId: LineId): Asker {
  return {
    lineId,
    staffId: null,
    name: '',
    organisation: '',
    organisationId: null,
    organisationKind: 'ambulance',
  }
}

type Asked = Omit<Code, 'id' | 'expiresAt' | 'shown'> & { shown: readonly SectionName[] | null }

/**
 * The person's wishes that a code is held to, as expressions of a statement: what they share with crews, and with whoever gave the
 * code where it was not given in a call. A code that was forced opens what the broken glass does (decision 016).
 */
export function wishesOnCode(
  sql: Sql,
  { isForced, inCall, patientId, staffName: name, shown, ...giver }: Asked,
): { isShared: Fragment; hidden: Fragment } {
  if (isForced) return { isShared: sql`true`, hidden: sql`'{}'::text[]` }
  const crew = asCrew(giver.lineId)
  // Of somebody off the register a code opens the little that whoever gave it was shown, and no code opens more.
  const isInLittle = shown?.every(name => MINIMUM_SECTIONS.includes(name)) === true
  const shares = isInLittle ? isAgreed : isShared
  const ofCrew = { isShared: shares(sql, crew, patientId), hidden: hiddenSections(sql, crew, patientId) }
  if (inCall) return ofCrew
  const asker: Asker = { ...giver, name }
  return {
    isShared: sql`(${ofCrew.isShared} and ${isShared(sql, asker, patientId)})`,
    hidden: sql`(${ofCrew.hidden} || ${hiddenSections(sql, asker, patientId)})`,
  }
}

/** The sections that a code opens: of those that its giver was shown, what is not kept back now. Undefined where that is everything. */
export function sectionsOfCode(
  { shown }: Pick<Code, 'shown'>,
  hidden: readonly string[],
): readonly SectionName[] | undefined {
  return shown === null ? sectionsFor('all', hidden) : shown.filter(name => !hidden.includes(name))
}
