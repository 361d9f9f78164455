import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf } from '#client/patients/form/core/field.ts'
import { judgeForm } from '#client/patients/form/core/judgeForm.ts'
import { valueFrom } from '#client/patients/form/core/value.ts'
import { parseBody, SECTION_NAMES, type SectionName, sections } from '#shared/record/sections.ts'
import { NOW, people } from '#tests/world/aWorld.ts'
import { bodiesOf } from './bodies.ts'
import { retyped } from './retyped.ts'

const entries = people.flatMap(({ entries }) => entries.filter(({ knownState }) => knownState === 'known'))

describe('what is on the record goes into its form and comes out as it was', () => {
  test.each(SECTION_NAMES)('%s of everybody in the practice world', section => {
    const changed = entries
      .filter(entry => entry.section === section)
      .map(entry => ({ was: entry.body, is: throughTheForm(section, entry.body) }))
      .filter(({ was, is }) => !isDeepStrictEqual(was, is))

    expect(changed).toEqual([])
  })

  test.each(SECTION_NAMES)('%s, whatever its schema accepts', section => {
    const accepted = bodiesOf(sections[section].schema)
      .map(body => parseBody(section, body))
      .filter(parsed => parsed.success)
      .map(parsed => parsed.data)

    fc.assert(
      fc.property(accepted, body => {
        expect(throughTheForm(section, body)).toEqual(body)
      }),
      { numRuns: 100 },
    )
  })
})

test.each(SECTION_NAMES)('%s, typed again as it is shown, is the same to the minute', section => {
  const changed = entries
    .filter(entry => entry.section === section)
    .map(entry => ({ was: toTheMinute(entry.body), is: toTheMinute(typedAgain(section, entry.body)) }))
    .filter(({ was, is }) => !isDeepStrictEqual(was, is))

  expect(changed).toEqual([])
})

test('every section of the practice world that a form must carry is among these', () => {
  expect(new Set(entries.map(({ section }) => section)).size).toBeGreaterThan(45)
})

/** The body again, or what the form says is wanting. */
function throughTheForm(section: SectionName, body: unknown): unknown {
  const judged = judgeForm(section, valueFrom(formOf(section), body), NOW)
  return judged.kind === 'ready' ? judged.body : judged.wants
}

function typedAgain(section: SectionName, body: unknown): unknown {
  const judged = judgeForm(section, retyped(valueFrom(formOf(section), body)), '2030-01-01T12:00:00.000Z')
  return judged.kind === 'ready' ? judged.body : judged.wants
}

function toTheMinute(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_, value) =>
    typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):[\d.]+Z$/, '$1') : value,
  )
}
