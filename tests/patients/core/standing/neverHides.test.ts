import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import { type Body, parseBody, type SectionName } from '#shared/record/sections.ts'
import { entry, itemNo, NOW, PERSON } from '../entries.ts'
import { LPA } from './papers.ts'

const day = fc.constantFrom(
  '1960-05-01',
  '2019-02-03',
  '2020-05-01',
  '2024-02-29',
  '2026-11-22',
  '2026-11-23',
  '2027-01-01',
)
const yesNo = fc.constantFrom(
  true,
  false,
  { unknown: 'not_asked' as const },
  { unknown: 'declined' as const },
)
const words = fc.constantFrom('CPR', 'A breathing machine', 'All treatment', 'Going into hospital')
const reason = fc.oneof(words, fc.constant('Only if the cause is not reversible; for CPR if he chokes'))
const orNobodyKnows = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: value }, fc.constant({ unknown: 'not_known' as const }))
/** Any of these fields may be missing. */
const maybe: { requiredKeys: never[] } = { requiredKeys: [] }

const papers = {
  adrt: fc
    .record(
      {
        circumstances: orNobodyKnows(words),
        makerWasAdult: yesNo,
        hadCapacity: yesNo,
        isWritten: yesNo,
        isSigned: yesNo,
        isWitnessed: yesNo,
        statesEvenIfLifeAtRisk: yesNo,
        madeOn: day,
        withdrawnOn: day,
        laterConductAgainst: words,
        laterLpaItem: fc.constantFrom(LPA, itemNo(99)),
        paperLocation: words,
      },
      maybe,
    )
    .chain(rest =>
      fc.record({ treatment: words, isLifeSustaining: yesNo }).map(base => ({ ...base, ...rest })),
    ),
  lpa: fc
    .record(
      {
        mayDecideLifeSustaining: yesNo,
        madeOn: day,
        registeredOn: orNobodyKnows(day),
        revokedOn: day,
        reference: words,
      },
      maybe,
    )
    .chain(rest =>
      fc
        .record({
          kind: fc.constantFrom('health_and_welfare' as const, 'property' as const),
          attorneys: fc.array(fc.record({ name: words }), { maxLength: 2 }),
        })
        .map(base => ({ ...base, ...rest })),
    ),
  cprDecision: fc
    .record({ reason, clinician: words, decidedOn: day, reviewOn: day, paperLocation: words }, maybe)
    .chain(rest => fc.constantFrom('for', 'not_for', 'none').map(decision => ({ decision, ...rest }))),
  respect: fc
    .record(
      {
        cpr: orNobodyKnows(fc.constantFrom('recommended', 'not_recommended', 'modified_child')),
        signedBy: words,
        signedOn: day,
        reviewOn: day,
        hadCapacity: fc.constantFrom('yes', 'no'),
      },
      maybe,
    )
    .map(rest => ({ isPresent: true, ...rest })),
  capacity: fc.record({ basis: words, reviewOn: day }, maybe).chain(rest =>
    fc
      .record({
        decision: words,
        hasCapacity: fc.constantFrom('yes', 'no', 'fluctuates'),
        assessor: words,
        assessedAt: fc.constantFrom('2020-01-01T10:00:00.000Z', '2026-11-20T10:00:00.000Z'),
      })
      .map(base => ({ ...base, ...rest })),
  ),
  imca: fc
    .record({ referredOn: day, name: words }, maybe)
    .chain(rest => fc.boolean().map(isRequired => ({ isRequired, ...rest }))),
} as const satisfies Partial<Record<SectionName, fc.Arbitrary<object>>>

const SINGLE = new Set<SectionName>(['cprDecision', 'respect', 'imca'])

/** Any papers: of a single kind one at most, and no two with one id. */
const someEntries = (from: number) =>
  fc
    .array(
      fc.oneof(
        ...Object.entries(papers).map(([section, body]) =>
          (body as fc.Arbitrary<object>).map(made => ({ section: section as SectionName, body: made })),
        ),
      ),
      { maxLength: 5 },
    )
    .map(all =>
      all
        .filter(
          ({ section }, n) => !SINGLE.has(section) || all.findIndex(one => one.section === section) === n,
        )
        .map(({ section, body }, n) =>
          anEntry(
            section,
            body,
            SINGLE.has(section) ? PERSON : n === 0 && section === 'lpa' ? LPA : itemNo(from + n),
          ),
        ),
    )

function anEntry(section: SectionName, body: object, itemId: string): Entry {
  const parsed = parseBody(section, body)
  if (!parsed.success) throw parsed.error
  return entry(section, parsed.data as Body<typeof section>, { itemId })
}

function shown(entries: readonly Entry[]): GlanceItem[] {
  return recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries }).blocks.flatMap(
    block => block.items,
  )
}

test('a paper is always shown, whatever is missing of it and whatever stands beside it, and its standing is said', () => {
  fc.assert(
    fc.property(someEntries(100), entries => {
      const items = shown(entries)
      for (const { section, itemId } of entries) {
        const item = items.find(one => one.section === section && one.itemId === itemId)
        const standing = item?.standing
        expect(item?.headline).toMatch(/\S/)
        expect(standing?.words).toMatch(/\S/)
        // What speaks against it is among the warnings, so that no screen can leave it out.
        const against = standing?.reasons.filter(
          ({ leadsTo }) => leadsTo !== 'in_order' && leadsTo !== 'waits',
        )
        for (const reason of against ?? []) expect(item?.warnings.join('\n')).toContain(reason.words.slice(1))
      }
    }),
  )
})

test('what becomes known later hides nothing that was shown: what stands, and its words, are there as before', () => {
  fc.assert(
    fc.property(someEntries(100), someEntries(200), (before, more) => {
      const taken = new Set(before.map(({ section, itemId }) => `${section} ${itemId}`))
      const added = more.filter(({ section, itemId }) => !taken.has(`${section} ${itemId}`))
      const said = ({ section, itemId, headline, lines }: GlanceItem) => ({
        section,
        itemId,
        headline,
        lines,
      })

      const after = shown([...before, ...added]).map(said)

      expect(after).toEqual(expect.arrayContaining(shown(before).map(said)))
    }),
  )
})
