import { describe, expect, test } from 'vitest'
import { closedWords } from '#client/access/core/closing.ts'
import { seenAs, typedAs } from '#client/access/core/whom.ts'
import { draftFrom } from '#client/patients/draft.ts'
import { inField } from '#client/patients/form/core/changeValue.ts'
import { wordsOfDraft } from '#client/patients/wordsOfDraft.ts'
import { typedOver } from '#client/ui/core/typedOver.ts'
import type { Standing } from '#shared/access.ts'
import { NOW } from '#tests/world/aWorld.ts'

const LATER = '2099-01-01T00:00:00.000Z'
const open = (by: 'caseload' | 'task' | 'claimed' | 'break_glass', until: string | null = null) =>
  ({ kind: 'open', by, because: null, until, leftOut: [], writes: [] }) satisfies Standing
const at = { at: NOW, hasGlass: true }

describe('what somebody typed over words of a record', () => {
  test('is their own words alone, and what stands apart stays apart', () => {
    expect(typedOver('', '  Sleeps on his left. ')).toBe('Sleeps on his left.')
    expect(typedOver('Sleeps on his left side.', 'Sleeps on his left side.')).toBe('')
    expect(typedOver('Wants to be at home', 'Wants now to be at the hospice not home')).toBe(
      'now … the hospice not',
    )
    expect(typedOver('Wants to be at home', '')).toBe('')
    expect(typedOver('On the side of the fridge', 'In the bureau')).toBe('In the bureau')
    expect(typedOver('On the 5g', 'On the 10g and 5g')).toBe('10g and')
  })

  test('holds no word of what stood there, however long it is', () => {
    const before = Array.from({ length: 3000 }, (_, place) => `was${place}`).join(' ')
    expect(typedOver(before, `${before} mine`)).toBe('mine')
  })
})

test('of a form that closes over it, the words in each field are told, and not what the record held or what was chosen', () => {
  const kept = draftFrom(
    {
      section: 'notes',
      itemId: '0192d3c4-0000-7000-8000-000000000001' as never, // an ItemId
      isNew: false,
      base: { version: 1, knownState: 'known', body: { text: 'Sleeps on his left side.' } },
      writing: {},
      typedAt: NOW,
    },
    NOW,
  )
  const value = inField(kept.start.value, 'text', () => ({
    kind: 'typed',
    text: 'Sleeps on his left side. Not since Monday.',
  }))
  const [words, ...others] = wordsOfDraft({ ...kept, writing: { whyNot: '', value } })
  expect(words?.says).toBe('Not since Monday.')
  expect(others).toEqual([])
  expect(wordsOfDraft({ ...kept, writing: kept.start })).toEqual([])
})

describe('a record that closed while it was read', () => {
  test('by a wish of the person, says so, and what to do in an emergency, to whoever may', () => {
    const shut = { kind: 'not_shared', because: '' } as const
    expect(closedWords(open('caseload'), shut, at).next).toContain('break the glass')
    expect(closedWords(open('caseload'), shut, { ...at, hasGlass: false }).next).not.toContain('glass')
  })

  test('by its time, says which time, and by nobody’s wish', () => {
    for (const kind of ['may_exist', 'not_shared'] as const)
      expect(closedWords(open('break_glass', NOW), { kind, because: '' }, at).says).toBe(
        'The 60 minutes for which you broke the glass are over.',
      )
    expect(closedWords(open('claimed', NOW), { kind: 'may_exist' }, at).says).toContain('24 hours')
    expect(closedWords(open('claimed', LATER), { kind: 'may_exist' }, at).says).not.toContain('24 hours')
  })

  test('by a task that left her hands, says so', () => {
    expect(closedWords(open('task'), { kind: 'may_exist' }, at).says).toContain('a task that is done')
  })
})

test('whom a page is about is what stood before their eyes, or their own words', () => {
  expect(seenAs({ name: 'Ronald Ashby', birthDate: '1955-03-14' })).toBe('Ronald Ashby · born 14-Mar-1955')
  expect(typedAs({ name: ' Ronald  Ashby ', birthDate: '14 3 1955', nhsNumber: '' })).toBe(
    'You typed: Ronald Ashby · 14\u00a03\u00a01955',
  )
  expect(typedAs({ name: '', birthDate: '', nhsNumber: '943 476-5919' })).toBe(
    'You typed: NHS 943\u00a0476\u00a05919',
  )
})
