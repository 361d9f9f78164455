import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNotesKeeper, RETRIES_AFTER_MS, SAVES_AFTER_MS } from '#client/calls/notesKeeper.ts'
import { AT } from './builders.ts'

type Reply =
  | { kind: 'saved'; revision: number }
  | { kind: 'changed_meanwhile'; text: string; revision: number }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that keeps the text by revision, and can be silent or lose its answer. */
function aDesk(text = '', revision = 0) {
  const desk = { text, revision, silent: false, losesAnswer: false }
  const save = async (next: string, from: number): Promise<Reply> => {
    if (desk.silent) throw new Error('silent')
    if (from !== desk.revision) return { kind: 'changed_meanwhile', text: desk.text, revision: desk.revision }
    Object.assign(desk, { text: next, revision: from + 1 })
    if (desk.losesAnswer) throw new Error('lost')
    return { kind: 'saved', revision: desk.revision }
  }
  const keeper = createNotesKeeper({ text, revision, savedAt: null }, { save, at: () => AT })
  return { desk, keeper }
}

test('what is typed is at the server within a second', async () => {
  const { desk, keeper } = aDesk()

  keeper.type('cannot settle')
  await vi.advanceTimersByTimeAsync(SAVES_AFTER_MS)

  expect([desk.text, keeper.get().savedText, SAVES_AFTER_MS < 1_000]).toEqual([
    'cannot settle',
    'cannot settle',
    true,
  ])
})

test('letters typed without a pause are saved while they are typed, not only at the end', async () => {
  const { desk, keeper } = aDesk()

  for (let n = 1; n <= 10; n += 1) {
    keeper.type('x'.repeat(n))
    await vi.advanceTimersByTimeAsync(200)
  }

  expect(desk.text.length).toBeGreaterThanOrEqual(6)
})

test('a save that failed is tried again and says so meanwhile', async () => {
  const { desk, keeper } = aDesk()
  desk.silent = true
  keeper.type('kept')
  await vi.advanceTimersByTimeAsync(SAVES_AFTER_MS)
  const meanwhile = keeper.get().hasFailed
  desk.silent = false
  await vi.advanceTimersByTimeAsync(RETRIES_AFTER_MS)

  expect([meanwhile, desk.text, keeper.get().hasFailed]).toEqual([true, 'kept', false])
})

test('when only the answer was lost, nobody is asked to choose between two same texts', async () => {
  const { desk, keeper } = aDesk()
  desk.losesAnswer = true
  keeper.type('once')
  await vi.advanceTimersByTimeAsync(SAVES_AFTER_MS)
  desk.losesAnswer = false
  await vi.advanceTimersByTimeAsync(RETRIES_AFTER_MS)

  expect(keeper.get()).toMatchObject({ theirs: null, savedText: 'once', revision: 1 })
})

test('two different texts are both kept until the nurse chooses', async () => {
  const { desk, keeper } = aDesk('start', 1)
  Object.assign(desk, { text: 'theirs', revision: 2 })
  keeper.type('mine')
  await vi.advanceTimersByTimeAsync(SAVES_AFTER_MS)
  const asked = keeper.get().theirs
  keeper.choose('both')
  await vi.advanceTimersByTimeAsync(0)

  expect([asked, desk.text]).toEqual([{ text: 'theirs', revision: 2 }, 'theirs\n\nmine'])
})

test('nothing is sent while the server is not heard, and all of it afterwards', async () => {
  const { desk, keeper } = aDesk()
  keeper.allowSending(false)
  keeper.type('kept here')
  await vi.advanceTimersByTimeAsync(60_000)
  const before = desk.text
  keeper.allowSending(true)
  await vi.advanceTimersByTimeAsync(0)

  expect([before, desk.text]).toEqual(['', 'kept here'])
})

test('a call cannot be closed over notes that are not saved', async () => {
  const { desk, keeper } = aDesk()
  desk.silent = true
  keeper.type('last words')
  const refused = await keeper.flush()
  desk.silent = false
  const revision = await keeper.flush()

  expect([refused, revision, desk.text]).toEqual([null, 1, 'last words'])
})
