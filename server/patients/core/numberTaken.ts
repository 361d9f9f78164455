import type { Actor } from '#shared/staff.ts'

/**
 * To whoever writes an NHS number that stands in another record: what to do. Only those who answer the line may be told that there
 * is one; anybody else learns, as when they register somebody, that there may be.
 */
export function numberTaken({ organisationKind }: Actor): string {
  return organisationKind === 'hub' ? THERE_IS : THERE_MAY_BE
}

const REST = 'Nothing was saved yet: with the number as it was before, everything else you wrote can be.'

const THERE_IS = `Another record of this line has this NHS number: it is the same person, or one of the two numbers is wrong. Check it with whoever gave it. If it is right, look at both side by side under “Another record of this person…”, and propose to link them: then both may have it. ${REST}`

const THERE_MAY_BE = `This NHS number may stand in another record. Check it with the person. If it is right, ring the line: a nurse there can look, and puts it right with you. ${REST}`
