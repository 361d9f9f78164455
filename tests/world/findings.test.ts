import { describe, expect, test } from 'vitest'
import { rulesAfterDeath, rulesInLife } from '#server/patients/core/findings/findingsOf.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { BuiltPerson } from '#server/world/build/buildPerson.ts'
import { newestEntries } from '#server/world/build/entries.ts'
import { worldAt } from '#server/world/world.ts'
import { type Entry, readEntry } from '#shared/record/entry.ts'
import { RecordAtAGlance } from '#shared/record/glance.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { CLOCKS, keysWhere, NOW, people } from './aWorld.ts'

const today = NOW.slice(0, 10)
const died = keysWhere('death', () => true)

/** Whom each rule finds something of on this night. Every other rule finds nothing. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  chart_ran_out: ['raymond-kett', 'carol-midgley'],
  chart_runs_out_first: ['ron-ashby'],
  medicine_out_of_date: keysWhere('anticipatoryMedicines', box => box.state === 'expired'),
  medicine_runs_low: ['helen-ibrahim', 'carol-midgley'],
  medicines_left_after_death: ['harold-sykes'],
  allergies_never_asked: [
    'kantaben-mistry',
    'dot-ramsden',
    'walter-throup',
    'ladislav-horvath',
    'elsie-marsh',
    'carol-midgley',
    'denzil-opie',
  ],
  oxygen_and_smoking: ['ron-ashby', 'carol-midgley'],
  catheter_change_overdue: ['lorna-haddow'],
  cpr_older_than_phase: [
    'kantaben-mistry',
    'constance-vickers',
    'trevor-gledhill',
    'sheila-crabtree',
    'margaret-hargreave',
    'darren-illingworth',
    'rokeya-begum',
    'dilys-prosser',
    'carol-midgley',
    'ron-pickersgill',
    'bhupinder-sandhu',
    'gwen-lamming',
    'anwar-shah',
  ],
  deteriorating_without_anticipatory_medicines: [
    'dot-ramsden',
    'mick-doyle',
    'wai-lin-chen',
    'marjorie-sallis',
    'walter-throup',
    'grace-oyelaran',
    'clifford-bastow',
    'ron-pickersgill',
    'gwen-lamming',
  ],
  deteriorating_without_cpr_decision: [
    'mick-doyle',
    'wai-lin-chen',
    'walter-throup',
    'grace-oyelaran',
    'clifford-bastow',
  ],
  home_with_nobody: ['margaret-hargreave', 'arthur-cubitt', 'ron-pickersgill', 'denzil-opie'],
  home_with_frail_carer: [
    'raymond-kett',
    'edna-throup',
    'walter-throup',
    'joyce-barraclough',
    'jan-maslowski',
  ],
  carer_strained: keysWhere('carerStrain', body => body.strain >= 3),
  mandatory_missing: ['elsie-marsh'],
  nobody_may_be_told: ['agnes-mulroy', 'elsie-marsh', 'clifford-bastow'],
  course_against_itself: ['clifford-bastow'],
  consent_not_asked: ['constance-vickers', 'clifford-bastow', 'ethel-rudd'],
  best_interests_incomplete: ['constance-vickers'],
  agreed_by_no_attorney: ['ethel-rudd'],
  /** The phase has changed since the welcome call, or that was more than three months ago. */
  sharing_to_revisit: [
    'zain-akhtar',
    'ron-ashby',
    'kantaben-mistry',
    'constance-vickers',
    'leonard-frost',
    'gordon-blackledge',
    'trevor-gledhill',
    'sheila-crabtree',
    'marjorie-sallis',
    'margaret-hargreave',
    'zubaida-hussain',
    'helen-ibrahim',
    'darren-illingworth',
    'raymond-kett',
    'edna-throup',
    'walter-throup',
    'rokeya-begum',
    'joyce-barraclough',
    'yusuf-malik',
    'arthur-cubitt',
    'dilys-prosser',
    'frank-gooding',
    'jan-maslowski',
    'carol-midgley',
    'clifford-bastow',
    'nora-eastwood',
    'ron-pickersgill',
    'roy-tunnard',
    'maud-tennant',
    'lorna-haddow',
    'bhupinder-sandhu',
    'simon-thackray',
    'ethel-rudd',
    'gwen-lamming',
    'annie-waddington',
    'geoffrey-whiteley',
    'anwar-shah',
  ],
  review_never_set: [
    'zain-akhtar',
    'ron-ashby',
    'kantaben-mistry',
    'constance-vickers',
    'leonard-frost',
    'sheila-crabtree',
    'marjorie-sallis',
    'helen-ibrahim',
    'bessie-ackroyd',
    'carol-midgley',
    'clifford-bastow',
    'ron-pickersgill',
    'simon-thackray',
    'ethel-rudd',
    'gwen-lamming',
  ],
  plans_older_than_phase: [
    'ron-ashby',
    'kantaben-mistry',
    'constance-vickers',
    'gordon-blackledge',
    'trevor-gledhill',
    'margaret-hargreave',
    'zubaida-hussain',
    'helen-ibrahim',
    'darren-illingworth',
    'walter-throup',
    'rokeya-begum',
    'yusuf-malik',
    'dilys-prosser',
    'jan-maslowski',
    'carol-midgley',
    'ron-pickersgill',
    'roy-tunnard',
    'bhupinder-sandhu',
    'gwen-lamming',
    'anwar-shah',
  ],
  review_overdue: keysWhere('reviewDates', body => body.nextReviewOn < today).filter(
    key => !died.includes(key),
  ),
}

const night = people.map(one => ({ key: one.person.key, record: glance(one, NOW) }))

describe('the invented people, read as a whole', () => {
  test.each([...rulesInLife, ...rulesAfterDeath].map(rule => rule.key))('%s finds whom it should', key => {
    const whom = night
      .filter(({ record }) => record.findings.some(one => one.key === key))
      .map(one => one.key)

    expect(whom).toEqual(FOUND[key] ?? [])
  })

  test('every finding of the table is a rule of the house', () => {
    const keys = new Set([...rulesInLife, ...rulesAfterDeath].map(rule => rule.key))

    expect(Object.keys(FOUND).filter(key => !keys.has(key))).toEqual([])
  })

  test('every record keeps the shape that the console was promised', () => {
    const wrong = night.flatMap(
      ({ record }) => RecordAtAGlance.safeParse(JSON.parse(JSON.stringify(record))).error ?? [],
    )

    expect(wrong).toEqual([])
  })

  test.each(CLOCKS)('at %s nobody has more than twelve findings', now => {
    const most = worldAt(now).people.map(one => glance(one, now).findings.length)

    expect(Math.max(...most)).toBeLessThanOrEqual(12)
  })

  test('Ron Ashby’s night: the chart runs out tomorrow, and it is Saturday', () => {
    const ron = night.find(one => one.key === 'ron-ashby')?.record

    expect(
      ron?.findings.filter(one => one.urgency === 'now').map(({ words, toDo }) => [words, toDo]),
    ).toEqual([
      ['The medicines chart runs out tomorrow', 'Today, out of hours: ask a prescriber for a chart'],
    ])
    expect(ron?.series.map(({ name, directionWords }) => [name, directionWords])).toEqual([
      ['phaseOfIllness', 'Deteriorating since 15-Nov-2026; changed twice'],
      ['akps', 'Falling: from 60 to 30 in 3 months'],
      ['gsf', 'Shorter: from Green: months to Yellow: weeks in 3 months'],
    ])
    expect(ron?.ledger?.lines.map(({ drug, left }) => [drug, left])).toEqual([
      ['Morphine sulfate', 10],
      ['Levomepromazine', 5],
      ['Midazolam', 10],
      ['Glycopyrronium', 10],
    ])
  })
})

function glance(one: BuiltPerson, asOf: Instant): RecordAtAGlance {
  const { patientId } = one
  const entries = newestEntries(one.entries).filter(({ section }) => !sectionOf(section).isSealed)
  return recordAtAGlance({
    patientId,
    version: one.version,
    asOf,
    entries: entries.map(entry => stored(entry, patientId)),
  })
}

/** As the tables would give it back. */
function stored(
  { isSingle, body, confirmedAt, confirmedBy, confirmedWith, ...rest }: BuiltPerson['entries'][number],
  patientId: string,
): Entry {
  return readEntry({
    ...rest,
    patientId,
    ...(isSingle ? { itemId: patientId } : {}),
    ...(body === null ? {} : { body: body as never }), // json, just parsed by its section
    ...(confirmedAt && confirmedBy ? { confirmedAt, confirmedBy } : {}),
    ...(confirmedWith ? { confirmedWith } : {}),
  })
}
