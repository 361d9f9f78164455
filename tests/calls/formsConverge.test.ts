import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent, Decision } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { owedBy } from '#server/calls/core/owed.ts'
import { roomDifferences } from '#server/line/core/roomDifferences.ts'
import type { CallState } from '#shared/calls.ts'
import { at, CALLER_LEG } from './aCall.ts'
import { STORIES, type Story, type Word } from './formStories.ts'

// convergence.test.ts permutes events. Here are the forms themselves, read at whatever second they come: a ring that arrives last is
// dated by its arrival, a room's word by the carrier. Each form is kept once under its natural key, as the store keeps it.

/** Hears words and decisions one after another, a second apart from `from` on. Told again under the same key, a word is nothing. */
function listen(
  known: CallFacts,
  keys: Set<string>,
  all: readonly (Word | Decision)[],
  from: number,
): CallFacts {
  return all.reduce<CallFacts>((facts, one, place) => {
    if ('kind' in one) return addFact(facts, one)
    const heard = one.hear(at(from + place))
    if ('ignored' in heard || keys.has(heard.key)) return facts
    keys.add(heard.key)
    return addFact(facts, heard.event)
  }, known)
}

/** Puts decisions, in their own order, anywhere among words. */
function among(
  words: readonly Word[],
  decisions: readonly Decision[],
  places: readonly number[],
): (Word | Decision)[] {
  const at_ = places.slice(0, decisions.length).map(place => place % (words.length + 1))
  const sorted = at_.toSorted((a, b) => a - b)
  return decisions.reduceRight<(Word | Decision)[]>(
    (all, decision, n) => all.toSpliced(sorted[n] ?? 0, 0, decision),
    [...words],
  )
}

function nothing({ begins }: Story): CallFacts {
  return begins ? addFact(noFacts(at(0), 'outbound'), begins) : noFacts(at(0))
}
const placesOf = fc.array(fc.nat(), { minLength: 3, maxLength: 3 })
/** A few words have few orders. */
const runsOf = ({ words }: Story) => (words.length > 8 ? 10_000 : 2_000)

describe.each(STORIES)('$name', story => {
  test('ends in one state, whatever the order of its webhooks, however often each comes, and wherever a nurse decides', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(story.words, { minLength: story.words.length }),
        fc.array(fc.constantFrom(...story.words), { maxLength: 8 }),
        placesOf,
        (order, again, places) => {
          const facts = listen(
            nothing(story),
            new Set(),
            among([...order, ...again], story.decisions, places),
            400,
          )

          expect(stateOf(facts)).toBe(story.ends)
          expect(owedBy(facts)?.kind).toBe(OWED[story.ends])
        },
      ),
      { numRuns: runsOf(story) },
    )
  })

  test('ends so, or in a state that owes the caller as much, when any of its webhooks are lost and the carrier is asked', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(story.words),
        fc.array(fc.boolean(), { minLength: story.words.length, maxLength: story.words.length }),
        placesOf,
        (kept, isLate, places) => {
          const middle = story.look?.at ?? 0
          const early = kept.filter((one, n) => one.sentAt < middle && !isLate[n])
          const late = kept.filter(one => !early.includes(one))
          const keys = new Set<string>()
          const before = listen(nothing(story), keys, among(early, story.decisions, places), middle - 60)
          const after = listen(askedInTheMiddle(story, before), keys, late, 400)
          const facts = askedAtTheEnd(story, after)

          if (story.look) expect(stateOf(facts)).toBe(story.ends)
          else {
            expect([story.ends, 'abandoned']).toContain(stateOf(facts))
            expect(owedBy(facts)).not.toBeNull()
          }
        },
      ),
      { numRuns: runsOf(story) },
    )
  })
})

const OWED: Readonly<Partial<Record<CallState, string>>> = {
  abandoned: 'call_back_abandoned',
  voicemail: 'hear_voicemail',
  callback_requested: 'call_back_requested',
  closed: 'write_up_on_call',
}

/** What reconcile.ts and the check of the joining write of a call that goes on: its ring, its room, a nurse who never came. */
function askedInTheMiddle({ look }: Story, known: CallFacts): CallFacts {
  if (!look) return known
  const rung: CallEvent = {
    kind: 'rang',
    at: at(0),
    callSid: CALLER_LEG,
    from: '+447700900123' as never,
    to: '',
  }
  const facts = known.callSid || known.direction === 'outbound' ? known : addFact(known, rung)
  const seen = roomDifferences(facts, look.claim ?? 1, look.room, at(look.at)).map(({ event }) => event)
  const after = seen.reduce<CallFacts>(addFact, facts)
  if (look.room || stateOf(after) !== 'claimed') return after
  return addFact(after, { kind: 'released', at: at(look.at), claim: 1, because: 'nurse_not_joined' })
}

function askedAtTheEnd({ isOver }: Story, known: CallFacts): CallFacts {
  const rung: CallEvent = {
    kind: 'rang',
    at: at(0),
    callSid: CALLER_LEG,
    from: '+447700900123' as never,
    to: '',
  }
  const facts = known.callSid ? known : addFact(known, rung)
  return isOver ? addFact(facts, { kind: 'caller_ended', at: at(500), status: 'completed' }) : facts
}
