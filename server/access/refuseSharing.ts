import { NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { AccessDeps } from './wayIn.ts'

const IN_PART =
  'The person keeps part of what they agreed to from your organisation, so it cannot be changed from here. Ring the line: it is done in the call, at once.'

/** Half of what was agreed would be read as the whole of it. The look that is refused is in the log. */
export async function refuseInPart(deps: AccessDeps, way: WayIn): Promise<Refused> {
  const { sql } = deps.db
  const asked = await openRecord(deps, { ...way, only: ['consentToShare'], relationship: sql`false` })
  const isOpen = way.writes !== undefined && asked.kind === 'refused'
  return { kind: 'refused', because: isOpen ? IN_PART : NO_REASON }
}

export const THROUGH_THE_GLASS =
  'You opened this record in an emergency, for an hour. Taking back and keeping back can be done from here; agreeing to more is heard by those who look after the person, or by the line in a call.'

/** Whether the record is open because somebody broke the glass. A call whose checks were skipped is an emergency too: there the nurse hears the person. */
export function isThroughTheGlass({ why, source }: WayIn): boolean {
  return why.kind === 'emergency' && source.kind !== 'call'
}

export const AFTER_DEATH =
  'They have died: nobody agrees to more in their name now, and what they agreed to stands. Something can still be kept back, with the name of who asks for it. If they have not died, take the report back first.'

export const AFTER_DEATH_IN_ERROR =
  'They have died: what keeps something back stays, and what was entered in error is marked only where nobody is shown more by it, because nobody can hear from the person now what they wanted. If they have not died, take the report back first.'

export const AFTER_DEATH_WHO =
  'They have died. Write who asks for it to be kept back, and what they are to the person.'

export const ON_ANOTHERS_WORD =
  'What somebody else says for the person can keep more back, and shows nothing more to anybody. Ask to hear it from the person; or name their attorney for health and welfare, or a decision in their best interests.'
