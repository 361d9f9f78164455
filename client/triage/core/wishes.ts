import { CprDecision, TreatmentEscalation } from '#shared/record/decisions.ts'
import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { known } from '#shared/record/knownState.ts'
import { isCalm } from '#shared/record/validity.ts'

/** How the decision about CPR stands, for whoever must act on it in the next minute. */
export type CprState = 'not_for' | 'for' | 'missing' | 'contradictory' | 'unconfirmed'

/** What of the person's wishes stands beside every escalation. */
export type Wishes = {
  cpr: { state: CprState; words: string; lines: readonly string[] }
  /** `limits`: whatever is recorded says to go no further than home or hospice. */
  ceiling: { limits: boolean; lines: readonly string[] }
  places: readonly string[]
}

/** What of an open record says what the person wants, in the words of the record. */
export function wishesOf(record: Pick<RecordAtAGlance, 'blocks'>): Wishes {
  const items = record.blocks.flatMap(block => block.items)
  const of = (section: GlanceItem['section']) => items.filter(item => item.section === section)
  return {
    cpr: cprOf(of('cprDecision')[0], [...of('respect'), ...of('adrt')]),
    ceiling: ceilingOf(of('treatmentEscalation')),
    places: [...of('preferredPlaceOfCare'), ...of('preferredPlaceOfDeath')].map(
      ({ title, headline }) => `${title}: ${headline}`,
    ),
  }
}

function cprOf(item: GlanceItem | undefined, papers: readonly GlanceItem[]): Wishes['cpr'] {
  const others = papers.flatMap(({ headline, lines }) => [headline, ...lines.filter(isAboutCpr)])
  const body = item && CprDecision.safeParse(item.body)
  if (item?.knownState !== 'known' || !body?.success || body.data.decision === 'none')
    return { state: 'missing', words: 'No decision about CPR is recorded', lines: others }
  const { decision } = body.data
  const lines = [...item.warnings, ...item.lines, ...others]
  const standing = item.standing?.state
  if (standing !== undefined && standing !== 'incomplete' && !isCalm(standing))
    return { state: 'contradictory', words: `${item.headline}, and something speaks against it`, lines }
  if (standing === 'incomplete' || item.freshness.isOverdue)
    return { state: 'unconfirmed', words: `${item.headline}, not confirmed as it should be`, lines }
  return { state: decision, words: item.headline, lines }
}

function isAboutCpr(line: string): boolean {
  return /\bCPR\b/.test(line)
}

const AT_HOME = ['home_only', 'hospice']

function ceilingOf(items: readonly GlanceItem[]): Wishes['ceiling'] {
  const said = items.flatMap(item => {
    const body = TreatmentEscalation.safeParse(item.body)
    const ceiling = body.success ? known(body.data.ceiling) : undefined
    return ceiling && body.success ? [{ problem: body.data.problem, ceiling }] : []
  })
  return {
    limits: said.length > 0 && said.every(({ ceiling }) => AT_HOME.includes(ceiling)),
    lines:
      items.length === 0
        ? ['No ceiling of treatment is recorded']
        : items.map(({ headline, lines }) => [headline, ...lines].join(' · ')),
  }
}
