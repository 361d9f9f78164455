import type { Entry } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'
import {
  isCalm,
  type PaperStanding,
  type StandingReason,
  StandingState,
  standingStates,
} from '#shared/record/validity.ts'
import type { Item, Reading } from '../reading.ts'
import { adrtRules } from './adrt.ts'
import { capacityRules, imcaRules } from './capacity.ts'
import { cprRules, respectRules } from './cpr.ts'
import { lpaRules } from './lpa.ts'
import { inASentence, type StandingRule } from './rule.ts'

type Paper = 'cprDecision' | 'respect' | 'adrt' | 'lpa' | 'capacity' | 'imca'

const RULES: { readonly [Name in Paper]: readonly StandingRule<Name>[] } = {
  cprDecision: cprRules,
  respect: respectRules,
  adrt: adrtRules,
  lpa: lpaRules,
  capacity: capacityRules,
  imca: imcaRules,
}

/**
 * How a paper stands beside the rest of the record, and why; undefined for what is no paper. It adds words and takes none
 * away: the paper is shown whatever comes out, and whoever treats the person decides.
 */
export function standingOf(entry: Entry, reading: Reading): PaperStanding | undefined {
  const { section, knownState } = entry
  if (knownState !== 'known' || !isPaper(section)) return undefined
  if (section === 'respect' && !entry.body.isPresent) return undefined
  const reasons = reasonsOf(entry as Item<typeof section>, reading) // known, as just seen
  const state = reasons[0]?.leadsTo ?? 'in_order'
  return { state, words: standingStates[state].text, reasons }
}

/**
 * What speaks against a paper, to be read before anything else about it: one line for each way in which it does, the gravest
 * first, such as 'Incomplete: where the paper is has not been recorded; who decided has not been recorded'.
 */
export function warningsOf({ reasons }: PaperStanding): string[] {
  const against = reasons.filter(({ leadsTo }) => !isCalm(leadsTo))
  return [...Map.groupBy(against, ({ leadsTo }) => leadsTo)].map(([state, some]) => {
    const { text } = standingStates[state]
    const said = some.map(({ words }) => words)
    return said[0]?.startsWith(text) ? said.join('; ') : `${text}: ${said.map(inASentence).join('; ')}`
  })
}

function isPaper(section: SectionName): section is Paper {
  return section in RULES
}

function reasonsOf<Name extends Paper>(paper: Item<Name>, reading: Reading): StandingReason[] {
  // Each paper meets the rules of its own section; TypeScript cannot pair the two through the index.
  const rules = RULES[paper.section] as unknown as readonly StandingRule<Name>[]
  return rules
    .flatMap(({ key, leadsTo, source, find }) => {
      const words = find(paper, reading)
      return words ? [{ key, leadsTo, words, source }] : []
    })
    .toSorted((a, b) => gravity(b.leadsTo) - gravity(a.leadsTo))
}

function gravity(state: StandingState): number {
  return StandingState.options.indexOf(state)
}
