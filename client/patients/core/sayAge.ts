import { showDate } from '#client/ui/core/when.ts'
import type { PatientBanner } from '#shared/record/glance.ts'

/** How old somebody is and since when. A death ends the age: it is that of the day, and nothing where the day is not known. */
export function sayAge({ age, birthDate, deceased }: PatientBanner): { age?: string; born: string } {
  const born = birthDate ? `born ${showDate(birthDate)}` : 'birth date not known'
  if (deceased) return age === undefined ? { born } : { age: `was ${age}`, born }
  return { age: age === undefined ? 'age not known' : String(age), born }
}

/** The fewest words that tell this person from another: over each window that covers their banner. */
export function nameAndBirth(banner: PatientBanner): string {
  return `${banner.name} · ${sayAge(banner).born}`
}
