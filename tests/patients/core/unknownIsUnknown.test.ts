import { describe, expect, test } from 'vitest'
import { familyInOrder } from '#server/deaths/core/whomToRing.ts'
import { sayRow } from '#server/lists/core/sayRow.ts'
import { bannerOf } from '#server/patients/core/banner.ts'
import { findingsOf } from '#server/patients/core/findings/findingsOf.ts'
import { identityFacts } from '#server/patients/core/identityFacts.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { mayHearLog } from '#server/patients/core/mayHearLog.ts'
import { searchProjection } from '#server/patients/core/searchProjection.ts'
import { whomToConsult } from '#server/patients/core/standing/ability.ts'
import { standingOf } from '#server/patients/core/standing/standingOf.ts'
import type { Entry } from '#shared/record/entry.ts'
import { NotKnown } from '#shared/record/knownState.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'
import { bodyWith, fullBodies, fullBodyWith, LEAVES, type Leaf } from '#tests/shared/fullBodies.ts'
import { aReading, entry, itemNo } from './entries.ts'

/** Why nobody knows is worth a word of its own here; of all else it follows what follows of an empty field. */
const A_WORD_OF_ITS_OWN: Readonly<Record<string, string>> = {
  'adrt circumstances': 'circumstances_not_known',
}

const leaves = LEAVES.filter(({ shape }) => shape.mayBeUnknown && !shape.isNeeded)
const OTHERS = SECTION_NAMES.flatMap((section, at) =>
  fullBodies(section).map((body, n) =>
    entry(section, body as never, { itemId: itemNo(at * 100 + n), version: 1 }),
  ),
)
const isValid = ({ section }: Leaf, body: unknown) => {
  try {
    entry(section, body as never)
    return true
  } catch {
    return false
  }
}

/** What the rules make of a record in which this is the item of its section. */
function madeOf({ section }: Leaf, body: unknown, others: readonly Entry[]) {
  const one = entry(section, body as never, { itemId: itemNo(9_999) })
  const all = [...others.filter(other => other.section !== section), one]
  const reading = aReading(all)
  const told = { kind: 'contact', itemId: itemNo(9_999) } as const
  return {
    findings: findingsOf(reading).map(({ key, urgency }) => `${urgency} ${key}`),
    standing: all.flatMap(each =>
      (standingOf(each, reading)?.reasons ?? []).map(({ key, leadsTo }) => `${leadsTo} ${key}`),
    ),
    chart: reading.ledger?.chart,
    left: reading.ledger?.lines.map(({ left }) => left),
    told: mayBeTold(all, told),
    hears: mayHearLog(all, told, { hasDied: false, hasRefused: false, isUnchecked: false }).may,
    asked: whomToConsult(reading).length,
    rung: familyInOrder(reading).length,
    dangers: bannerOf(all, reading.today).dangers,
    number: bannerOf(all, reading.today).nhsNumber,
    facts: identityFacts(all, reading.today, false),
    found: searchProjection({ section, knownState: 'known', body: one.body }),
    row: section === 'identity' ? sayRow({ identity: one.body as never }, reading.today).nhsNumber : '',
  }
}

const living = OTHERS.filter(({ section }) => section !== 'death')
const alone: readonly Entry[] = [entry('identity', { name: { given: 'Margaret' }, birthDate: '1948-03-09' })]

describe.each([
  ['alone', alone],
  ['beside a whole record', living],
  ['beside that of somebody who has died', OTHERS],
])('%s, a field that says why nobody knows', (_, others) => {
  test.each(leaves.map(leaf => [`${leaf.section} ${leaf.path}`, leaf] as const))(
    'counts as an empty one, never as a yes or a no: %s',
    (name, leaf) => {
      const own = A_WORD_OF_ITS_OWN[name]
      for (const make of [bodyWith, fullBodyWith]) {
        const empty = make(leaf, undefined)
        if (!isValid(leaf, empty)) continue
        const wanted = madeOf(leaf, empty, others)
        for (const unknown of NotKnown.options) {
          const made = madeOf(leaf, make(leaf, { unknown }), others)
          const standing = made.standing.filter(each => own === undefined || !each.endsWith(` ${own}`))
          expect({ ...made, standing }, unknown).toEqual(wanted)
        }
      }
    },
  )
})

test('no field is asked about of which there are none', () => {
  expect(leaves.length).toBeGreaterThan(60)
})
