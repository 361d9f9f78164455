import { expect, test } from 'vitest'
import { whatToDo } from '#client/responder/core/missedWords.ts'

type One = Parameters<typeof whatToDo>[0]
const AT = '2026-12-01T02:00:00.000Z'
const one = (changes: Partial<One>): One =>
  ({ name: 'Omar Siddall', helpAt: AT, maySeeTo: true, seenTo: null, ...changes }) as One

test('of a call for help that nobody has seen to the line is to be rung now', () => {
  expect(whatToDo(one({}))[0]).toMatch(/^Ring the line now\./)
})

test('once somebody sees to it nobody else is asked to ring at once, and reads who does', () => {
  const [first] = whatToDo(one({ seenTo: { name: 'Saira', at: AT, isYou: false } }))

  expect(first).toBe('Saira sees to it. Ring the line if you know where Omar Siddall is.')
})

test('whoever sees to it stays with the line', () => {
  expect(whatToDo(one({ seenTo: { name: 'Saira', at: AT, isYou: true } }))[0]).toMatch(/stay with it/)
})
