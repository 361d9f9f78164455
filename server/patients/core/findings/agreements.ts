import { dayInBritain } from '#shared/days.ts'
import type { ConsentValue } from '#shared/record/consent.ts'
import { secondsBetween } from '#shared/time.ts'
import { type Item, isOpen, type Reading } from '../reading.ts'
import { listed } from '../standing/rule.ts'
import { agreedByNoAttorney } from './attorneys.ts'
import { type Agreement, CONSENTS } from './consents.ts'
import { dischargedOn } from './discharged.ts'
import { type About, about, age, type FindingRule, gap } from './rule.ts'

/** What was never asked, and what should be asked again. */
export const agreementRules: readonly FindingRule[] = [
  {
    key: 'consent_not_asked',
    urgency: 'when_you_can',
    source: 'SCCI1580, consent status',
    find: reading => {
      const open = CONSENTS.filter(([section]) => isUnsettled(reading, section))
      if (open.length === 0) return undefined
      return {
        words: `Not settled yet: agreement ${listed(open.map(([, words]) => words))}`,
        toDo: 'Ask, when it fits the call; say what follows from yes and from no',
        about: open.flatMap(([section]) => aboutConsent(reading, section)),
      }
    },
  },
  {
    key: 'best_interests_incomplete',
    urgency: 'when_you_can',
    source: 'Mental Capacity Act 2005, ss.2–4',
    find: reading => {
      const open = CONSENTS.flatMap(([section, words]) =>
        itemsOf(reading, section).flatMap(item => {
          const missing = missingOf(item)
          return missing.length > 0 ? [{ item, words, missing }] : []
        }),
      )
      if (open.length === 0) return undefined
      const missing = [...new Set(open.flatMap(each => each.missing))]
      const agreements = [...new Set(open.map(({ words }) => words))]
      return {
        words: `Decided in their best interests (agreement ${listed(agreements)}), and not written: ${listed(missing)}`,
        toDo: 'Ask whoever decided, and write it with the agreement',
        about: about(...open.map(({ item }) => item)),
      }
    },
  },
  agreedByNoAttorney,
  {
    key: 'sharing_to_revisit',
    urgency: 'when_you_can',
    source: 'Domain guide 5.3.1 and 5.3.6: at each phase change, at discharge, after three months',
    find: reading => {
      const asked = CONSENTS.flatMap(([section]) => reading.of(section))
      const last = asked.map(askedAt).toSorted().at(-1)
      if (last === undefined) return undefined
      const why = whyRevisit(reading, last)
      if (!why) return undefined
      return {
        words: `Sharing was last talked about ${age(last, reading)} ago; ${why}`,
        toDo: 'Ask again when it fits: a yes of then is not a yes for ever',
        about: about(...asked),
      }
    },
  },
]

export function itemsOf(reading: Reading, section: Agreement): readonly Item<Agreement>[] {
  return reading.of(section)
}

/** What a decision in somebody's best interests must show, and this one does not. */
function missingOf({ body: { value, bestInterests, evidence } }: Item<Agreement>): string[] {
  if (value !== 'best_interests_decision') return []
  return [
    ...(bestInterests ? [] : ['who decided what']),
    ...((bestInterests?.consulted.length ?? 0) > 0 ? [] : ['who was asked']),
    ...(bestInterests?.cannotDecideBecause || evidence?.capacityNoted
      ? []
      : ['why the person cannot decide']),
  ]
}

const QUARTER_SECONDS = 92 * 86_400

function askedAt({ body, recordedAt, confirmedAt }: Item<Agreement>): string {
  return confirmedAt ?? body.from ?? body.evidence?.at ?? recordedAt
}

/** What has happened since, in the words after a semicolon. */
function whyRevisit(reading: Reading, last: string): string | undefined {
  const phases = reading.of('phaseOfIllness').toSorted((a, b) => (a.body.at < b.body.at ? -1 : 1))
  const [before, newest] = phases.slice(-2)
  const hasChanged = newest !== undefined && before?.body.phase !== newest.body.phase
  if (hasChanged && newest.body.at > last) return 'the phase of illness has changed since'
  const since = dischargedOn(reading)
  if (since !== undefined && since > dayInBritain(last)) return 'they were discharged since'
  return secondsBetween(last, reading.asOf) > QUARTER_SECONDS ? 'that is more than three months' : undefined
}

const UNSETTLED: readonly ConsentValue[] = ['not_yet_asked', 'lacks_capacity_pending']

function isUnsettled(reading: Reading, section: Agreement): boolean {
  const items = itemsOf(reading, section)
  return items.length === 0
    ? isOpen(reading, section)
    : items.every(({ body }) => UNSETTLED.includes(body.value))
}

function aboutConsent(reading: Reading, section: Agreement): About[] {
  const items = reading.of(section)
  return items.length === 0 ? gap(section) : about(...items)
}
