import type { LinkAct, LinkState } from '#shared/links.ts'

export type LinkStep = 'confirmed' | 'refused' | 'parting_asked' | 'parted' | 'parting_refused'
export type Decided = { kind: 'moves'; to: LinkState; step: LinkStep } | { kind: 'refused'; because: string }

const ANOTHER =
  'Somebody else must look at this: what you asked for yourself is confirmed by a second person, so that no slip of one mixes two people up.'

/**
 * What becomes of a link. Two persons for what joins two records and for what parts them (OWASP ASVS 2.3.5; hazard H15); a
 * proposal may be taken back or refused by one, because then everything stays as it is.
 */
export function decideLink(state: LinkState, act: LinkAct, isAsker: boolean): Decided {
  switch (state) {
    case 'proposed':
      if (act === 'ask_parting')
        return { kind: 'refused', because: 'This is not linked yet: refuse it instead.' }
      if (act === 'refuse') return { kind: 'moves', to: 'refused', step: 'refused' }
      return isAsker
        ? { kind: 'refused', because: ANOTHER }
        : { kind: 'moves', to: 'linked', step: 'confirmed' }
    case 'linked':
      return act === 'ask_parting'
        ? { kind: 'moves', to: 'parting', step: 'parting_asked' }
        : { kind: 'refused', because: 'A colleague has confirmed this already. Look at the list again.' }
    case 'parting':
      if (act === 'ask_parting')
        return { kind: 'refused', because: 'That was asked for already. Look at the list again.' }
      if (act === 'refuse') return { kind: 'moves', to: 'linked', step: 'parting_refused' }
      return isAsker ? { kind: 'refused', because: ANOTHER } : { kind: 'moves', to: 'parted', step: 'parted' }
    case 'refused':
    case 'parted':
      return { kind: 'refused', because: 'A colleague has settled this already. Look at the list again.' }
    default:
      return state satisfies never
  }
}
