import { type SectionName, sectionOf } from '#shared/record/sections.ts'

/** Whether anybody goes on asking if an item is still right: of somebody who has died, only of what is about the death. */
export function isStillAsked(section: SectionName, hasDied: boolean): boolean {
  return !hasDied || sectionOf(section).block === 'after_death'
}
