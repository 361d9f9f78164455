import type { Skill } from '#shared/teamWork.ts'

/** As it is said of somebody who cannot: "Nobody on duty can verify a death". */
export const able: Readonly<Record<Skill, string>> = {
  verify_death: 'verify a death',
  syringe_pump: 'set up a syringe pump',
  give_medicines: 'give medicines by injection',
  prescribe: 'prescribe',
  certify_death: 'certify a death',
  catheter_male: 'see to a man’s catheter',
  catheter_female: 'see to a woman’s catheter',
  supply_medicines: 'supply palliative medicines',
  lift_from_floor: 'lift somebody from the floor',
  personal_care: 'give personal care',
  night_sitting: 'sit through the night',
  specialist_advice: 'give specialist advice',
  admit: 'admit to the hospice',
  equipment: 'bring equipment',
  oxygen: 'see to oxygen',
  mental_health_crisis: 'see somebody in a mental health crisis',
  pass_to_crew: 'pass word to an ambulance crew',
}

/** 'Nobody on duty can verify a death', or that nobody has all of it together. */
export function sayNobodyCan(skills: readonly Skill[], has: readonly (readonly Skill[])[]): string {
  const missing = skills.filter(skill => !has.some(some => some.includes(skill)))
  if (missing.length > 0)
    return `Nobody on duty can ${joined(
      missing.map(skill => able[skill]),
      'or',
    )}`
  return `Nobody on duty can both ${joined(
    skills.map(skill => able[skill]),
    'and',
  )}`
}

function joined(words: readonly string[], by: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${by} ${words.at(-1)}`
}
