import type { LineNumber, SuggestedCaller } from '#shared/practice.ts'
import { asDialled } from './dialled.ts'
import type { LineView } from './line.ts'
import { WITHHELD } from './words.ts'

/** What is chosen under "Who phones?": one of the suggested people (by place in the list), a typed number, or nobody known. */
export type Chosen =
  | { kind: 'caller'; index: number }
  | { kind: 'number'; typed: string }
  | { kind: 'withheld' }

/** A telephone that can be picked up, and by whom. */
export type Telephone = { phone: string; name?: string }

/** The telephone a choice stands for, or what is still needed, in words. */
export function telephoneOf(
  chosen: Chosen,
  callers: readonly SuggestedCaller[],
): Telephone | { needs: string } {
  switch (chosen.kind) {
    case 'withheld':
      return { phone: WITHHELD }
    case 'number': {
      const number = asDialled(chosen.typed)
      if (!number) return { needs: 'Type the number of the telephone, as 07700 900123 or +44 7700 900123.' }
      return { phone: number }
    }
    case 'caller': {
      const caller = callers[chosen.index]
      return caller ? { phone: caller.number, name: caller.name } : { needs: 'Choose who phones.' }
    }
    default:
      return chosen satisfies never
  }
}

/** The places in the list of the people who match the words typed: by name, number or situation. */
export function matching(callers: readonly SuggestedCaller[], words: string): number[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return callers.flatMap((caller, index) => {
    const national = caller.number.replace(/^\+44/, '0')
    const text = `${caller.name} ${caller.note} ${caller.number} ${national}`.toLowerCase()
    return wanted.every(word => text.includes(word)) ? [index] : []
  })
}

/** The line that is rung: the chosen one, or the first while nobody has chosen. */
export function ringsWhich(
  numbers: readonly LineNumber[],
  chosen: string | undefined,
): LineNumber | undefined {
  return numbers.find(line => line.number === chosen) ?? numbers[0]
}

/** What was picked under "Which line is rung?" by hand, and which line is shown there. */
type Picked = { byHand: string | undefined; shown: string | undefined }

/**
 * The line that stays picked when the caller changes. An invented person has a line of their own; whoever has none rings
 * the line that was rung last, and before any call the one that was shown.
 */
export function pickedAfter(
  before: Chosen,
  next: Chosen,
  { byHand, shown }: Picked,
  view: Pick<LineView, 'calls'>,
): string | undefined {
  if (next.kind === 'caller') return undefined
  return before.kind === 'caller' ? (byHand ?? lastRung(view) ?? shown) : byHand
}

/** The line that was rung last, by any handset or by the one given. */
export function lastRung({ calls }: Pick<LineView, 'calls'>, phone?: string): string | undefined {
  const rung = [...calls.values()].filter(
    call => call.direction === 'outgoing' && (phone === undefined || call.phone === phone),
  )
  return rung.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]?.other
}

/** The line that rang or texted a telephone last, where it did so by a number of its own. */
function lastHeardOf({ numbers, calls, phones }: LineView, phone: string): string | undefined {
  const rings = [...calls.values()].flatMap(call =>
    call.direction === 'incoming' && call.phone === phone ? [{ from: call.other, at: call.startedAt }] : [],
  )
  const texts = (phones.get(phone)?.messages ?? []).filter(({ direction }) => direction === 'received')
  const ofLines = [...rings, ...texts].filter(({ from }) => numbers.some(({ number }) => number === from))
  return ofLines.toSorted((a, b) => b.at.localeCompare(a.at))[0]?.from
}

/** The line that a telephone would ring: the one it rang last, or that rang or texted it, or its holder's own, or the first. */
export function lineOf(phone: string, name: string | undefined, view: LineView): LineNumber | undefined {
  const holders = view.callers.filter(caller => caller.number === phone)
  const holder = holders.find(caller => caller.name === name) ?? holders[0]
  const atWork = view.atWork.find(({ number }) => number === phone)
  return ringsWhich(
    view.numbers,
    lastRung(view, phone) ?? lastHeardOf(view, phone) ?? holder?.to ?? atWork?.to,
  )
}

/** The line that the chosen person would ring; undefined for a number that nobody was given. */
export function usualLine(chosen: Chosen, callers: readonly SuggestedCaller[]): string | undefined {
  return chosen.kind === 'caller' ? callers[chosen.index]?.to : undefined
}
