import type { ProtocolInForce } from '#shared/protocols.ts'
import { isReason } from '#shared/text.ts'
import type { Advice, Prompt, ProtocolContent, Question } from '#shared/triage.ts'
import {
  MOST_PROTOCOLS,
  type ProtocolUsed,
  type SavedTriage,
  type TriageInProgress,
} from '#shared/triageTaken.ts'
import { overrideOf, type Suggestion, type TickedOf } from './suggest.ts'

export const NOTHING_TAKEN: TriageInProgress = {
  used: [],
  isCallerWorried: false,
  chosen: '',
  overrideBecause: '',
  wrote: { found: '', advice: '' },
}

type Change = (used: ProtocolUsed) => ProtocolUsed

/** The same with something changed in one protocol, which is begun by it and falls away again where nothing of it is left. */
function inProtocol(taken: TriageInProgress, protocol: ProtocolInForce, change: Change): TriageInProgress {
  const { protocolId, version, isStarter, content } = protocol
  const begun = taken.used.find(used => used.protocolId === protocolId)
  const before = begun ?? {
    protocolId,
    version,
    isStarter,
    title: content.title,
    answers: [],
    ticks: [],
    advice: [],
  }
  const after = change(before)
  const isEmpty = after.answers.length + after.ticks.length + after.advice.length === 0
  const others = taken.used.filter(used => used.protocolId !== protocolId)
  if (!begun && !isEmpty && others.length >= MOST_PROTOCOLS) return taken
  const used = begun
    ? taken.used.flatMap(one => (one.protocolId !== protocolId ? [one] : isEmpty ? [] : [after]))
    : isEmpty
      ? others
      : [...others, after]
  return { ...taken, used }
}

/** Ticks a prompt, or takes the tick away with what was said to it. Ticks stand in the order of the protocol. */
export function turn(taken: TriageInProgress, protocol: ProtocolInForce, { key, colour, sign }: Prompt) {
  return inProtocol(taken, protocol, used => ({
    ...used,
    ticks: used.ticks.some(tick => tick.key === key)
      ? used.ticks.filter(tick => tick.key !== key)
      : inOrderOf(protocol.content.prompts, [...used.ticks, { key, colour, sign, said: '' }]),
  }))
}

/** What was said to a prompt that is ticked. */
export function describe(taken: TriageInProgress, protocol: ProtocolInForce, key: string, said: string) {
  return inProtocol(taken, protocol, used => ({
    ...used,
    ticks: used.ticks.map(tick => (tick.key === key ? { ...tick, said } : tick)),
  }))
}

export function answer(
  taken: TriageInProgress,
  protocol: ProtocolInForce,
  { key, log }: Question,
  said: string,
) {
  return inProtocol(taken, protocol, used => {
    const others = used.answers.filter(one => one.key !== key)
    return {
      ...used,
      answers: said === '' ? others : inOrderOf(protocol.content.questions, [...others, { key, log, said }]),
    }
  })
}

export function readOut(taken: TriageInProgress, protocol: ProtocolInForce, { key, say }: Advice) {
  return inProtocol(taken, protocol, used => ({
    ...used,
    advice: used.advice.some(one => one.key === key)
      ? used.advice.filter(one => one.key !== key)
      : inOrderOf(protocol.content.advice, [...used.advice, { key, say }]),
  }))
}

function inOrderOf<One extends { key: string }>(
  order: readonly { key: string }[],
  all: readonly One[],
): One[] {
  const place = ({ key }: One) => order.findIndex(one => one.key === key)
  return all.toSorted((a, b) => place(a) - place(b))
}

/**
 * What was ticked, for the rule: by the version that it was ticked in. Where that is not on the screen any more, because another was
 * approved since, it counts by its colours: nothing that was ticked is lost.
 */
export function tickedOf(taken: TriageInProgress, protocols: readonly ProtocolInForce[]): TickedOf[] {
  return taken.used.map(used => {
    const protocol = protocols.find(
      one =>
        one.protocolId === used.protocolId &&
        one.version === used.version &&
        one.isStarter === used.isStarter,
    )
    return { content: protocol?.content ?? byColours(used), ticks: used.ticks.map(({ key }) => key) }
  })
}

/** A red is somebody within an hour; an ambulance is not thought of without the words that say when. */
function byColours({ title, ticks }: ProtocolUsed): TickedOf['content'] {
  const prompts = ticks.map(({ key, colour, sign }): Prompt => {
    const told = { key, sign, describe: sign, source: null }
    return colour === 'red'
      ? { ...told, colour, action: sign, urgency: 'U1', work: null }
      : { ...told, colour }
  })
  return { title, prompts, twoAmbers: 'U2', work: { faceToFace: null, followUp: null } }
}

export const WHY_OTHERWISE = 'Say in a few words why it is to be sooner or later than suggested.'

type Judged = { kind: 'none' } | { kind: 'wanting'; says: string } | { kind: 'ready'; triage: SavedTriage }

/** What is saved with the outcome: nothing where nothing was ticked, and a reason where she chose otherwise. */
export function judgeTriage(taken: TriageInProgress | null, suggestion: Suggestion | null): Judged {
  if (!taken || !suggestion) return { kind: 'none' }
  const { result, urgency, because } = suggestion
  const chosen = taken.chosen || urgency
  const way = overrideOf(urgency, chosen)
  if (way && !isReason(taken.overrideBecause, 3)) return { kind: 'wanting', says: WHY_OTHERWISE }
  return {
    kind: 'ready',
    triage: {
      used: taken.used,
      isCallerWorried: taken.isCallerWorried,
      suggested: { result, urgency, because: because.map(words => words.slice(0, 600)).slice(0, 30) },
      chosen,
      override: way && { way, because: taken.overrideBecause.trim() },
    },
  }
}

/** The protocols for why they rang, first; then all others by their groups. */
export function inListOrder(
  protocols: readonly ProtocolInForce[],
  reason: ProtocolContent['reasons'][number] | '',
): { fitting: ProtocolInForce[]; others: ProtocolInForce[] } {
  const fits = ({ content }: ProtocolInForce) => reason !== '' && content.reasons.includes(reason)
  return { fitting: protocols.filter(fits), others: protocols.filter(one => !fits(one)) }
}
