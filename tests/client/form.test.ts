import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Field, formOf } from '#client/patients/form/core/field.ts'
import { judgeForm } from '#client/patients/form/core/judgeForm.ts'
import { controlId } from '#client/patients/form/core/place.ts'
import { type Value, valueFrom } from '#client/patients/form/core/value.ts'
import { parseBody, SECTION_NAMES, type SectionName } from '#shared/record/sections.ts'
import { scribblesIn } from './scribbles.ts'

/** Words of the schema library, which no nurse should read. */
const ZODS_OWN = /\b(invalid|undefined|NaN|regex|string|received|input)\b/i

/** A Monday in November, ten past two at night. */
const NOW = '2026-11-23T02:10:00.000Z'

describe('the form of a section', () => {
  test.each(SECTION_NAMES)('%s shows first whatever is needed', section => {
    const folded = fieldsOf(formOf(section)).filter(field => field.isNeeded && !field.isFirst)

    expect(folded.map(({ path }) => path)).toEqual([])
  })

  test('a choice offers the words of its value set, in their order', () => {
    const decision = fieldsOf(formOf('cprDecision')).find(({ path }) => path === 'decision')

    expect(decision).toMatchObject({
      label: 'Decision',
      kind: 'choice',
      choices: [
        { value: 'for', says: 'For CPR' },
        { value: 'not_for', says: 'Not for CPR' },
        { value: 'none', says: 'No decision made' },
      ],
    })
  })

  test('what points to another item of the record says of which section', () => {
    const pointers = SECTION_NAMES.flatMap(section =>
      fieldsOf(formOf(section)).flatMap(field =>
        field.kind === 'item' ? [`${section}.${field.path} ${field.of}`] : [],
      ),
    )

    expect(pointers).toContain('agreedPhrases.with personalContacts')
    expect(pointers).toContain('currentLocation.addressItem addresses')
    expect(pointers).toContain('adrt.laterLpaItem lpa')
  })

  test.each([
    ['lines', 'addresses', 'lines'],
    ['list', 'anticipatoryMedicines', 'items'],
    ['choices', 'personalContacts', 'roles'],
    ['choices', 'sharingRestrictions', 'sections'],
    ['kinds', 'sharingRestrictions', 'against'],
    ['kinds', 'devices', ''],
    ['kept', 'primaryDiagnosis', 'coded'],
    ['phone', 'personalContacts', 'phones[].number'],
    ['postcode', 'addresses', 'postcode'],
    ['nhsNumber', 'identity', 'nhsNumber'],
    ['text', 'notes', 'text'],
    ['line', 'notes', 'about'],
  ] as const)('a %s: %s %s', (kind, section, path) => {
    expect(fieldsOf(formOf(section)).find(field => field.path === path)?.kind).toBe(kind)
  })
})

describe('what is wanting is said in words', () => {
  test.each(SECTION_NAMES)(
    '%s with anything at all in its fields is accepted or says what to do',
    section => {
      fc.assert(
        fc.property(scribblesIn(formOf(section)), value => {
          const judged = judgeForm(section, value, NOW)
          const said = judged.kind === 'ready' ? [] : judged.wants.map(({ label, says }) => ({ label, says }))

          expect(judged.kind === 'ready' ? parseBody(section, judged.body).success : said.length > 0).toBe(
            true,
          )
          expect(said.filter(({ says }) => !/^[\p{Ll}\d]/u.test(says) || ZODS_OWN.test(says))).toEqual([])
        }),
        { numRuns: 60 },
      )
    },
  )

  test('an empty form asks for what is needed, in the order of its fields, and for nothing else', () => {
    expect(wantsOf('anticipatoryDoses', {})).toEqual([
      'drug Medicine: still needed.',
      'dose Dose: still needed.',
      'givenAt Given at: give the date and the time.',
      'givenBy Given by: still needed.',
    ])
  })

  test('a field that may be unknown offers to say why', () => {
    expect(wantsOf('identity', {})).toEqual([
      'name Name: still needed, or say why it is not known.',
      'birthDate Birth date: give the date, or say why it is not known.',
    ])
  })

  test.each(['BD16', 'B'.repeat(40)])(
    'what is no postcode is said to look like none, whatever its length: %s',
    postcode => {
      expect(
        wantsOf('addresses', {
          kind: typed('main'),
          lines: { kind: 'lines', text: '1 Mill Lane', isThere: false },
          postcode: typed(postcode),
        }),
      ).toEqual(['postcode Postcode: that does not look like a postcode.'])
    },
  )

  test('what is wanting in a row is named with its row', () => {
    const value = change(valueFrom(formOf('anticipatoryMedicines')), 'state', typed('issued'))
    const rows = valueFrom(formOf('anticipatoryMedicines'), {
      state: 'issued',
      items: [
        { drug: 'Morphine', indication: 'pain' },
        { drug: 'Midazolam', indication: 'agitation', minIntervalMinutes: 5 },
      ],
    })
    const items = inside(rows, 'items')
    const second = change(rowOf(items, 1), 'indication', typed(' '))
    const wrong = change(second, 'minIntervalMinutes', typed('2 hours'))

    expect(
      says('anticipatoryMedicines', change(value, 'items', withRows(items, [rowOf(items, 0), wrong]))),
    ).toEqual([
      'items.1.indication Medicine 2, given for: still needed.',
      'items.1.minIntervalMinutes Medicine 2, least time between doses, in minutes: type a whole number from 0 to 1440.',
    ])
  })

  test('a row in which nothing stands is left out, and the others keep their names', () => {
    const rows = valueFrom(formOf('personalContacts'), {
      name: 'Jo Fenn',
      relationship: 'niece',
      roles: [],
      phones: [{ number: '+447700900123', use: 'mobile', note: 'x'.repeat(200) }],
      mayBeTold: 'all',
    })
    const phones = inside(rows, 'phones')
    const blank = inside(valueFrom(formOf('personalContacts')), 'phones')
    const [emptyRow] = blank.kind === 'rows' ? blank.rows : []
    const long = change(rowOf(phones, 0), 'note', typed('x'.repeat(201)))

    expect(emptyRow).toBeUndefined()
    expect(
      says('personalContacts', change(rows, 'phones', withRows(phones, [cleared(rowOf(phones, 0)), long]))),
    ).toEqual(['phones.1.note Telephone 2, note: use 200 characters or fewer.'])
  })

  test('a rule of the whole is said at the whole, and of a part at the part', () => {
    expect(wantsOf('whatMatters', {})).toEqual([' What matters: write at least one of these.'])
    expect(wantsOf('accessNotes', { atTheDoor: typed('key safe 1234') })).toMatchObject([
      expect.stringMatching(/^atTheDoor At the door: do not write a keysafe or door code here/),
    ])
  })

  test('of a field that may say why it has none, what is wrong with the value is said in our words', () => {
    const value = valueFrom(formOf('identity'), { name: { given: 'Margaret' }, birthDate: '1948-03-09' })

    expect(says('identity', change(value, 'nhsNumber', typed('999 000 0019')))).toEqual([
      'nhsNumber NHS number: these ten digits do not fit: one is wrong, or two have changed places.',
    ])
  })

  test('nothing that was typed is changed by being judged', () => {
    const value = change(valueFrom(formOf('phones')), 'number', typed('0770 0'))
    const before = structuredClone(value)

    judgeForm('phones', value, NOW)

    expect(value).toEqual(before)
  })
})

describe('codes', () => {
  const body = {
    text: 'Carcinoma of breast',
    coded: { code: '450476008', system: 'snomed', text: 'Carcinoma of breast' },
  }
  const value = valueFrom(formOf('primaryDiagnosis'), body)

  test('a code stays with the words that it came with', () => {
    expect(bodyOf('primaryDiagnosis', change(value, 'note', typed('left')))).toEqual({
      ...body,
      note: 'left',
    })
  })

  test('a code goes when its words are changed, unless somebody says that it is still right', () => {
    const changed = change(value, 'text', typed('Carcinoma of lung'))
    const code = inside(changed, 'coded')
    const kept = change(changed, 'coded', { ...code, isRight: 'yes' } as Value)

    expect(bodyOf('primaryDiagnosis', changed)).toEqual({ text: 'Carcinoma of lung' })
    expect(bodyOf('primaryDiagnosis', kept)).toEqual({ ...body, text: 'Carcinoma of lung' })
  })
})

test('another kind of device keeps the note, and nothing of the kind before', () => {
  const oxygen = valueFrom(formOf('devices'), { kind: 'oxygen', flow: '2 litres', note: 'beside the bed' })

  expect(bodyOf('devices', { ...oxygen, chosen: 'peg' } as Value)).toEqual({
    kind: 'peg',
    note: 'beside the bed',
  })
})

test('an edit keeps what it does not touch', () => {
  const body = { first: { place: 'home' }, second: { place: 'hospice' } }
  const value = valueFrom(formOf('preferredPlaceOfCare'), body)
  const first = change(inside(value, 'first'), 'note', typed('by the window'))

  expect(bodyOf('preferredPlaceOfCare', change(value, 'first', first))).toEqual({
    first: { place: 'home', note: 'by the window' },
    second: { place: 'hospice' },
  })
})

test('a second choice that is emptied is left out', () => {
  const value = valueFrom(formOf('preferredPlaceOfCare'), {
    first: { place: 'home' },
    second: { place: 'hospice' },
  })
  const second = change(inside(value, 'second'), 'place', typed(''))

  expect(bodyOf('preferredPlaceOfCare', change(value, 'second', second))).toEqual({
    first: { place: 'home' },
  })
})

test('the id of a control is that of its place', () => {
  expect([controlId('items.0.drug'), controlId('')]).toEqual(['edit-items-0-drug', 'edit'])
})

function typed(text: string): Value {
  return { kind: 'typed', text }
}

/** Every field of a form, down to the fields of rows and of all kinds. */
function fieldsOf(field: Field): Field[] {
  switch (field.kind) {
    case 'group':
      return [field, ...field.fields.flatMap(fieldsOf)]
    case 'kinds':
      return [field, field.by, ...Object.values(field.options).flat().flatMap(fieldsOf)]
    case 'list':
      return [field, ...fieldsOf(field.of)]
    default:
      return [field]
  }
}

function inside(value: Value, name: string): Value {
  const found = 'fields' in value ? value.fields[name] : undefined
  if (!found) throw new Error(`there is no ${name}`)
  return found
}
function change(value: Value, name: string, to: Value): Value {
  if (!('fields' in value)) throw new Error('this has no fields')
  const was = inside(value, name)
  return {
    ...value,
    fields: { ...value.fields, [name]: was.kind === 'orWhyNot' ? { ...was, value: to } : to },
  }
}
function rowOf(value: Value, at: number): Value {
  const row = value.kind === 'rows' ? value.rows[at] : undefined
  if (!row) throw new Error(`there is no row ${at}`)
  return row.value
}
function withRows(value: Value, rows: readonly Value[]): Value {
  return { ...value, kind: 'rows', isThere: true, rows: rows.map((each, id) => ({ id, value: each })) }
}
function cleared(row: Value): Value {
  if (!('fields' in row)) throw new Error('this is no row')
  return {
    ...row,
    fields: Object.fromEntries(Object.keys(row.fields).map(name => [name, typed('')])),
  } as Value
}

function says(section: SectionName, value: Value): string[] {
  const judged = judgeForm(section, value, NOW)
  return judged.kind === 'ready'
    ? []
    : judged.wants.map(({ path, label, says }) => `${path} ${label}: ${says}`)
}
function wantsOf(section: SectionName, values: Readonly<Record<string, Value>>): string[] {
  const blank = valueFrom(formOf(section))
  return says(
    section,
    Object.entries(values).reduce((value, [name, to]) => change(value, name, to), blank),
  )
}
function bodyOf(section: SectionName, value: Value): unknown {
  const judged = judgeForm(section, value, NOW)
  return judged.kind === 'ready' ? judged.body : judged.wants
}
