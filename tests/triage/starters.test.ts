import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { starterOf, starters } from '#server/triage/starters.ts'
import { CallReason } from '#shared/outcomes.ts'
import { workKinds } from '#shared/teamWork.ts'
import type { ProtocolContent } from '#shared/triage.ts'

const contents = starters.map(({ content }) => content)
const named = (name: string) => contents.find(content => content.name === name)

/** What the starter set must hold: every row of domain guide 3.3, the emergencies of 3.4, 3.5, and the callers of S8, S9 and S10. */
const WANTED = [
  ...['opening', 'pain', 'breathlessness', 'agitation', 'nausea', 'secretions', 'bleeding', 'seizure'],
  ...['syringe_pump', 'catheter', 'fall', 'carer_distress', 'medicines', 'bowels', 'comfort'],
  ...['cord_compression', 'svc', 'hypercalcaemia', 'catastrophic_bleed', 'sepsis', 'status'],
  ...['bowel_obstruction', 'stridor', 'fracture', 'retention', 'overdose'],
  ...['death', 'ambulance_coming', 'child', 'interpreter'],
]

test('the starter set holds every row, every emergency and the death protocol', () => {
  expect(WANTED.filter(name => !named(name))).toEqual([])
})

test('each has a name and an id of its own', () => {
  expect(new Set(contents.map(({ name }) => name)).size).toBe(starters.length)
  expect(starters.map(({ protocolId }) => starterOf(protocolId))).toEqual(starters)
})

/** What the shape of a protocol cannot say. */
function faultsOf({ name, prompts, questions, advice, group }: ProtocolContent): string[] {
  const reds = prompts.filter(prompt => prompt.colour === 'red')
  const closed = /^(is|are|do|does|did|has|have|can) [^?:,]*\?$/i
  return [
    ...(reds.length === 0 && name !== 'equipment' ? ['no red'] : []),
    ...(questions.length === 0 ? ['asks nothing at first'] : []),
    ...(advice.length === 0 ? ['nothing to read out'] : []),
    ...(group === 'emergency' && !reds.some(({ urgency }) => urgency < 'U3') ? ['no hurry'] : []),
    ...prompts.filter(({ see }) => see && !named(see)).map(({ see }) => `goes on to nothing: ${see}`),
    ...prompts.filter(({ describe }) => closed.test(describe)).map(({ key }) => `${key} asks for yes or no`),
    ...reds
      .filter(({ work }) => work !== null && !(work in workKinds))
      .map(({ key }) => `${key}: no such work`),
  ]
}

test.each(contents.map(content => [content.name, content] as const))(
  '%s has a red, something to ask, something to read out, and asks for a description',
  (_, content) => {
    expect(faultsOf(content)).toEqual([])
  },
)

describe('a source is only named where the guide cites one', () => {
  const cited = /AAA|NG234|West Midlands|Northern Care|CG151|Marie Curie|RDaSH|Hospice UK/
  const sources = contents.flatMap(({ prompts, advice }) =>
    [...prompts, ...advice].map(({ source }) => source),
  )

  test('and the rest says that it is unverified', () => {
    expect(sources.filter(source => source !== null && !cited.test(source))).toEqual([])
    expect(sources.filter(source => source === null).length).toBeGreaterThan(200)
  })
})

test('nothing says a dose, and nothing says that it is drowning', () => {
  const said = contents.flatMap(({ advice }) => advice.map(({ say }) => say))

  expect(
    said.filter(words => /\b\d+(\.\d+)? ?(mg|ml|micrograms?|mcg|units?|drops?|puffs?)\b/i.test(words)),
  ).toEqual([])
  expect(said.filter(words => /drown/i.test(words))).toEqual([])
})

test('every symptom for which people ring opens something', () => {
  const without = [
    'wants_visit',
    'advice_or_information',
    'record_update',
    'bereavement',
    'professional_query',
  ]
  const opened = new Set(contents.flatMap(({ reasons }) => reasons))

  expect(CallReason.options.filter(reason => !opened.has(reason))).toEqual(without)
})

test('nobody is asked to change what the record counts: triggers are those of the ledger', () => {
  const marked = contents.flatMap(({ prompts }) => prompts.filter(({ fromRecord }) => fromRecord))

  expect(marked.every(({ colour }) => colour === 'amber')).toBe(true)
  expect(
    isDeepStrictEqual([...new Set(marked.map(({ fromRecord }) => fromRecord))].toSorted(), [
      'over_six_in_a_day',
      'three_in_four_hours',
    ]),
  ).toBe(true)
})

test('an ambulance that is on its way is not written down as a death by itself', () => {
  const coming = contents.find(({ name }) => name === 'ambulance_coming')
  expect(coming?.reasons).toEqual([])
})
