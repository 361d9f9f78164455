import type { TeamTaskStep } from '#shared/teamTasks.ts'

/** In place of why something is asked for, of somebody whose place is protected: nobody can take a place out of free words. */
export const COVERED_WHY =
  'Where this person is, is protected, and why this is asked for may tell it. It is shown to who asked for it and to who has accepted it.'

/** What anybody wrote stands in quotation marks and nowhere else: without it a step still says who did what, and when. */
export function coveredStep({ words, ...step }: TeamTaskStep): TeamTaskStep {
  return { ...step, words: words.replace(/“.*”/gs, '(words that are not shown here)') }
}
