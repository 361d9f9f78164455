import { isUnknown, known, type Unknown } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import { ageOn } from '#shared/time.ts'
import type { Item, Reading } from '../reading.ts'

/** What a refusal of life-sustaining treatment needs and this paper is not known to have. */
export function missingParts(body: Body<'adrt'>): string[] {
  const parts = {
    'in writing': body.isWritten,
    signed: body.isSigned,
    witnessed: body.isWitnessed,
    'stating that it applies even if life is at risk': body.statesEvenIfLifeAtRisk,
  }
  return Object.entries(parts).flatMap(([part, value]) =>
    value === true ? [] : [isOpenField(value) ? `${part} (not known)` : part],
  )
}

/** From the birth date and the day the paper was made, or as recorded; a recorded no is doubt enough. */
export function wasAdult({ body }: Item<'adrt'>, reading: Reading): boolean | undefined {
  const recorded = known(body.makerWasAdult)
  const birthDate = known(reading.one('identity')?.body.birthDate)
  if (recorded === false || !birthDate || !body.madeOn) return recorded
  return ageOn(birthDate, body.madeOn) >= 18
}

export function isOpenField(value: boolean | Unknown | undefined): value is Unknown | undefined {
  return value === undefined || isUnknown(value)
}
