import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CallFailed } from '#client/api/callFailed.ts'
import { pageIsOf } from '#client/api/whosePage.ts'
import { beginDraft, draftFrom, formOfDraft } from '#client/patients/draft.ts'
import { formOf } from '#client/patients/form/core/field.ts'
import { startOf } from '#client/patients/form/core/starting.ts'
import { keptWriting } from '#client/patients/form/keptWriting.ts'
import { createFormsKeeper, KEEPS_AFTER_MS, RETRIES_AFTER_MS } from '#client/patients/formsKeeper.ts'
import { StaffId } from '#shared/ids.ts'
import { HalfWritten } from '#shared/record/halfWritten.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'
import { NOW } from '#tests/world/aWorld.ts'
import { scribblesIn } from './scribbles.ts'

const throughTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('what stands half-written in a form', () => {
  test.each(SECTION_NAMES)('%s comes back to the letter', section => {
    const start = startOf(section, undefined, NOW)
    fc.assert(
      fc.property(scribblesIn(formOf(section)), value => {
        const writing = { whyNot: '' as const, value }
        const back = keptWriting(section, throughTheWire(writing), start)
        expect(throughTheWire(back)).toEqual(throughTheWire(writing))
      }),
      { numRuns: 30 },
    )
  })

  test.each(SECTION_NAMES)(
    '%s, whatever an older page left of it, is a form that can be written in',
    section => {
      const start = startOf(section, undefined, NOW)
      fc.assert(
        fc.property(fc.jsonValue(), kept => {
          const { value } = keptWriting(section, { whyNot: '', value: kept }, start)
          expect(value.kind).toBe(start.value.kind)
        }),
        { numRuns: 20 },
      )
      expect(keptWriting(section, null, start)).toEqual(start)
    },
  )

  test('an untouched form that came back is as untouched as it was', () => {
    for (const section of SECTION_NAMES) {
      const start = startOf(section, undefined, NOW)
      const back = keptWriting(section, throughTheWire(start), start)
      expect(JSON.stringify(back), section).toBe(JSON.stringify(start))
    }
  })

  test('comes back over the version that it was begun on, and is still one item when it is new', () => {
    const record = { patientId: crypto.randomUUID(), enteredInError: [] } as never // all that a beginning reads of a record
    const draft = beginDraft({ section: 'notes' }, record, NOW)

    const back = draftFrom(HalfWritten.parse(throughTheWire(formOfDraft(draft))), NOW)

    expect(throughTheWire(back)).toEqual(throughTheWire(draft))
  })
})

describe('the keeper of half-written forms', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const key = { section: 'notes' as const, itemId: crypto.randomUUID() as never } // as ItemId.parse makes one
  const form = (text: string): HalfWritten => ({
    ...key,
    isNew: true,
    base: { version: 0, knownState: 'known' },
    writing: text,
    typedAt: NOW,
  })

  /** A server that holds one form, and can be silent, refuse, or lose its answer. */
  function aDesk() {
    const desk = { held: null as unknown, asked: 0, fails: null as CallFailed | null, losesAnswer: false }
    const answer = (act: () => void) => async () => {
      desk.asked += 1
      if (desk.fails) throw desk.fails
      act()
      if (desk.losesAnswer) throw silence
    }
    const keeper = createFormsKeeper({
      keep: kept => answer(() => Object.assign(desk, { held: kept.writing }))(),
      drop: () => answer(() => Object.assign(desk, { held: null }))(),
    })
    return { desk, keeper }
  }
  const silence = new CallFailed('unreachable', 'The server did not answer.')

  test('has what is typed at the server within a second, also while it is typed', async () => {
    const { desk, keeper } = aDesk()

    for (let n = 1; n <= 10; n += 1) {
      keeper.type(form('x'.repeat(n)))
      await vi.advanceTimersByTimeAsync(200)
    }
    const meanwhile = desk.held
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)

    expect([KEEPS_AFTER_MS < 1_000, String(meanwhile).length >= 5, desk.held]).toEqual([
      true,
      true,
      'x'.repeat(10),
    ])
    expect([keeper.stateOf(key), keeper.isAnyUnkept()]).toEqual(['kept', false])
  })

  test('says that it is not kept while nobody answers, and keeps it when somebody does', async () => {
    const { desk, keeper } = aDesk()
    desk.fails = silence
    keeper.type(form('cannot settle'))
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)
    const meanwhile = [keeper.stateOf(key), keeper.isAnyUnkept()]
    desk.fails = null
    await vi.advanceTimersByTimeAsync(RETRIES_AFTER_MS)

    expect(meanwhile).toEqual(['not_kept', true])
    expect([desk.held, keeper.stateOf(key)]).toEqual(['cannot settle', 'kept'])
  })

  test('tries nothing again once somebody else has signed in on the page', async () => {
    pageIsOf(StaffId.parse('0d9f1f6e-3f1c-4d55-9a9b-2f8f5a3f0c11'))
    const { desk, keeper } = aDesk()
    desk.fails = silence
    keeper.type(form('cannot settle'))
    keeper.flush() // her record goes from the screen
    pageIsOf(StaffId.parse('7b0c5f52-6a52-4b1e-8f1d-91f1f3f7a922'))
    desk.fails = null
    await vi.advanceTimersByTimeAsync(60_000)

    expect([desk.asked, desk.held]).toEqual([1, null])
  })

  test('does not ask a closed door again and again', async () => {
    const { desk, keeper } = aDesk()
    desk.fails = new CallFailed('not_allowed', 'Not yours.')
    keeper.type(form('cannot settle'))
    await vi.advanceTimersByTimeAsync(60_000)

    expect([desk.asked, keeper.stateOf(key)]).toEqual([1, 'not_kept'])
  })

  test('asks nothing more about what was saved, also where some of it had not been sent', async () => {
    const { desk, keeper } = aDesk()
    keeper.type(form('given at two'))
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)
    keeper.type(form('given at two, morphine'))
    keeper.saved(key)
    await vi.advanceTimersByTimeAsync(60_000)

    expect([desk.asked, keeper.stateOf(key), keeper.isAnyUnkept()]).toEqual([1, 'kept', false])
  })

  test('leaves nothing at the server of what was thrown away, also of what was on its way', async () => {
    const { desk, keeper } = aDesk()
    keeper.type(form('given at two'))
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)
    keeper.type(form('given at two, morphine'))
    keeper.drop(key)
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)

    expect([desk.held, keeper.isAnyUnkept()]).toEqual([null, false])
  })

  test('throws away in the end what the server was told while its answers were lost', async () => {
    const { desk, keeper } = aDesk()
    desk.losesAnswer = true
    keeper.type(form('given at two'))
    await vi.advanceTimersByTimeAsync(KEEPS_AFTER_MS)
    keeper.drop(key)
    desk.losesAnswer = false
    await vi.advanceTimersByTimeAsync(RETRIES_AFTER_MS)

    expect(desk.held).toBe(null)
  })

  test('sends nothing while the server is not heard, and everything when it is', async () => {
    const { desk, keeper } = aDesk()
    keeper.allowSending(false)
    keeper.type(form('typed in the dark'))
    await vi.advanceTimersByTimeAsync(10_000)
    const inTheDark = desk.asked
    keeper.allowSending(true)
    await vi.advanceTimersByTimeAsync(0)

    expect([inTheDark, desk.held]).toEqual([0, 'typed in the dark'])
  })
})
