import type { SectionName } from '#shared/record/sections.ts'

/**
 * What of an item a crew reads on the one page: every line, but for those that begin with one of these words. A line that is new to
 * the record stands on the page until somebody decides here that it may wait.
 */
const MAY_WAIT: Partial<Record<SectionName, readonly string[]>> = {
  death: ['Where they had wished:', 'Why not:', 'Reported:', 'Funeral director:'],
  cprDecision: ['Reason:', 'Discussed with', 'Not discussed because:'],
  respect: [
    'Between living longer',
    'Values most:',
    'Fears most:',
    'Understanding of',
    'Other plans:',
    'Form:',
  ],
  treatmentEscalation: ['Agreed with:', 'Review:'],
  contingencyPlans: ['Agreed with:', 'Review:'],
  lpa: ['Reference:', 'Made:'],
  interpreter: ['Interpreter preferred:'],
  spiritualCultural: ['Organ or tissue donation:'],
  allergies: ['How certain:'],
  anticipatoryDoses: ['For:'],
  syringePump: ['Model:', 'Line changed '],
  medications: ['Started:', 'Prescribed by:'],
  devices: ['Since:', 'Supplier:'],
  primaryDiagnosis: ['Since:'],
  safetyFlags: ['Evidence:', 'Review by:'],
  alerts: ['Until:'],
  hospitalStays: ['Told by:'],
  addresses: ['From:', 'Until:'],
  personalContacts: ['What they may be told rests on:', 'May hear who has looked'],
  professionalContacts: ['Since:', 'Until:'],
  gpPractice: ['Practice code:'],
}

/** Where else a paper is kept: the papers themselves are not on the page. */
const WAITS_EVERYWHERE = ['Among the papers:']

/** What comes first of an item: where the paper is, and on whose authority it speaks. */
const FIRST: Partial<Record<SectionName, readonly string[]>> = {
  cprDecision: ['Paper:', 'By:', 'Endorsed by:', 'Decided:', 'Review:', 'No review date:'],
  respect: ['Paper:', 'CPR', 'Modified CPR', 'Recommended:', 'Priority:', 'Signed:'],
  adrt: ['Paper:', 'Withdrawn:', 'Refuses treatment that may keep', 'When:'],
  lpa: ['Paper:', 'May decide about life-sustaining', 'Revoked:', 'Attorneys:', 'Acting:'],
}

export type CrewLines = { lines: string[]; more: number }

/** The lines of an item for the one page, the paper and the authority first, and how many of them it leaves to the record. */
export function crewLines(section: SectionName, said: readonly string[]): CrewLines {
  const waiting = [...WAITS_EVERYWHERE, ...(MAY_WAIT[section] ?? [])]
  const lines = said.filter(line => !waiting.some(words => line.startsWith(words)))
  const first = FIRST[section] ?? []
  const rank = (line: string) => {
    const place = first.findIndex(words => line.startsWith(words))
    return place === -1 ? first.length : place
  }
  return { lines: lines.toSorted((a, b) => rank(a) - rank(b)), more: said.length - lines.length }
}
