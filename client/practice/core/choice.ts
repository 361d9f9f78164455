import type { LineNumber, SuggestedCaller } from '#shared/practice.ts'
import { asDialled } from './dialled.ts'
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

/** The line that the chosen person would ring; undefined for a number that nobody was given. */
export function usualLine(chosen: Chosen, callers: readonly SuggestedCaller[]): string | undefined {
  return chosen.kind === 'caller' ? callers[chosen.index]?.to : undefined
}
