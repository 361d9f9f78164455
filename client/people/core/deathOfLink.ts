import type { PersonLink } from '#shared/links.ts'

const WHERE = {
  kept: 'The record that is written to tells of a death.',
  other: 'The second record tells of a death.',
  both: 'Both records tell of a death.',
} as const

/** What a death on one of two records means for what is to be decided about them; null where it means nothing. */
export function deathOfLink({
  state,
  deathOn,
}: Pick<PersonLink, 'state' | 'deathOn'>): { title: string; says: string } | null {
  if (!deathOn) return null
  const title = WHERE[deathOn]
  if (state === 'proposed')
    return {
      title,
      says:
        deathOn === 'both'
          ? 'Linked, it is one death, and one of the two rings the bereaved.'
          : 'Linked, it is the death of both: every page says so, what was promised on the other record stops, and standing down what is asked of teams is proposed. Nobody is brought back by a link. If you are not sure that it is one person, refuse.',
    }
  if (state === 'parting' && deathOn !== 'both')
    return {
      title,
      says: 'Undone, it is the death of that one alone: the other is somebody who lives, and what was stopped there starts again.',
    }
  return null
}
