import { nameWords } from '../nameWords.ts'
import type { Item, Reading } from '../reading.ts'
import { listed } from '../standing/rule.ts'
import { type Agreement, CONSENTS } from './consents.ts'
import { about, type FindingRule, gap } from './rule.ts'

/**
 * Nobody agrees for somebody by kinship (domain guide 2.7), and whoever says on the telephone that they are the attorney is believed
 * at three in the morning. It stands, and it is said that nothing on the record bears it out.
 */
export const agreedByNoAttorney: FindingRule = {
  key: 'agreed_by_no_attorney',
  urgency: 'soon',
  source: 'Mental Capacity Act 2005, ss.9, 11 and 16',
  find: reading => {
    if (!reading.sees('lpa', 'documents')) return undefined
    const open = CONSENTS.flatMap(([section, words]) =>
      reading
        .of<Agreement>(section)
        .filter(item => item.body.value === 'given_by_attorney_or_deputy' && !isBorneOut(reading, item))
        .map(item => ({ item, words })),
    )
    if (open.length === 0) return undefined
    const agreements = [...new Set(open.map(({ words }) => words))]
    const names = [...new Set(open.flatMap(({ item }) => item.body.by ?? []))]
    const who = names.length > 0 ? listed(names) : 'somebody who is not named'
    return {
      words: `Agreed for them by ${who} as attorney or deputy (agreement ${listed(agreements)}), and nothing on this record says that they are`,
      toDo: 'Ask for the power of attorney for health and welfare, or the order of the court, and write down who is named in it and where it is',
      about: [...about(...open.map(({ item }) => item)), ...(reading.of('lpa').length > 0 ? [] : gap('lpa'))],
    }
  },
}

/** A power of attorney for health and welfare that names them and was not revoked; of a deputy, an order of the court among the papers. */
function isBorneOut(reading: Reading, { body: { by } }: Item<Agreement>): boolean {
  if (reading.of('documents').some(({ body }) => COURT_ORDER.test(body.title))) return true
  const papers = reading
    .of('lpa')
    .filter(({ body }) => body.kind === 'health_and_welfare' && body.revokedOn === undefined)
  return papers.some(({ body }) => body.attorneys.some(({ name }) => by !== undefined && isSame(name, by)))
}

const COURT_ORDER = /\bdeput(?:y|ies|yship)\b|\bcourt of protection\b/i

/** 'Mrs Ann Ellis' and 'Ann Ellis, daughter' are Ann Ellis. */
function isSame(name: string, by: string): boolean {
  const said = nameWords(by)
  return nameWords(name).every(word => said.includes(word))
}
