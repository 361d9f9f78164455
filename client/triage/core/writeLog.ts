import { inASentence } from '#client/ui/core/inASentence.ts'
import { OutcomeInProgress } from '#shared/outcomes.ts'
import { colours, type ProtocolUsed, results } from '#shared/triageTaken.ts'
import { type Urgency, urgencies } from '#shared/urgency.ts'
import { overrideOf, type Suggestion } from './suggest.ts'

type Told = {
  used: readonly ProtocolUsed[]
  isCallerWorried: boolean
  suggestion: Pick<Suggestion, 'result' | 'urgency'> | null
  chosen: Urgency | ''
  overrideBecause: string
}
export type Written = { found: string; advice: string }

/** What was asked and ticked, in the words of a nurse: for 'What was found' and 'Advice given', where she goes on writing. */
export function writeLog({ used, isCallerWorried, suggestion, chosen, overrideBecause }: Told): Written {
  const found = [
    ...used.map(foundOf).filter(Boolean),
    ...(isCallerWorried ? ['The caller is worried.'] : []),
    ...(suggestion ? [decided(suggestion, chosen, overrideBecause)] : []),
  ]
  return {
    found: found.join('\n'),
    advice: used.flatMap(({ advice }) => advice.map(({ say }) => say)).join(' '),
  }
}

function foundOf({ title, answers, ticks }: ProtocolUsed): string {
  const said = answers
    .filter(answer => answer.said.trim() !== '')
    .map(answer => `${answer.log}: ${answer.said.trim()}`)
  const ticked = (['red', 'amber', 'green'] as const).flatMap(colour => {
    const those = ticks.filter(tick => tick.colour === colour)
    return those.length === 0
      ? []
      : [
          `${colours[colour].text}: ${those.map(tick => inASentence(tick.sign) + (tick.said.trim() && ` (${tick.said.trim()})`)).join('; ')}`,
        ]
  })
  const parts = [...said, ...ticked]
  return parts.length === 0 ? '' : `${title}. ${parts.map(part => part.replace(/\.$/, '')).join('. ')}.`
}

function decided(
  { result, urgency }: Pick<Suggestion, 'result' | 'urgency'>,
  chosen: Urgency | '',
  because: string,
): string {
  const suggested = `${results[result].text}, ${sayTarget(urgency)}`
  const override = chosen === '' ? null : overrideOf(urgency, chosen)
  if (chosen === '' || override === null) return `${suggested}.`
  return `Suggested ${inASentence(suggested)}; chosen ${override}: ${sayTarget(chosen)}${because.trim() && `, because ${because.trim().replace(/\.$/, '')}`}.`
}

/** 'U2, within 2 h' */
export function sayTarget(urgency: Urgency): string {
  const { minutes } = urgencies[urgency]
  if (minutes === null) return `${urgency}, on a day that is agreed`
  return `${urgency}, within ${minutes < 60 ? `${minutes} min` : `${minutes / 60} h`}`
}

const LONGEST = OutcomeInProgress.shape.found.maxLength ?? 0

/**
 * A field after the panel has written into it: what it wrote before is replaced, what the nurse wrote stays. Null where she has changed
 * what was written: it is hers, and nothing is put beside it without her asking.
 */
export function writtenAnew(field: string, before: string, after: string): string | null {
  if (before !== '' && field.includes(before)) return cut(tidy(field.replace(before, () => after)))
  if (before !== '') return null
  if (after === '') return field
  return cut(field.trim() === '' ? after : `${field.trimEnd()}\n${after}`)
}

function tidy(text: string): string {
  return text.replace(/\n{2,}/g, '\n').replace(/^\n|\n$/g, '')
}

function cut(text: string): string {
  return text.slice(0, LONGEST)
}
