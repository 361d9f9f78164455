import { expect, test } from 'vitest'
import { usualLine } from '#client/practice/core/choice.ts'

const callers = [
  { name: 'Angela Ashby', number: '+447700900112', to: '+441134960001', note: 'Her husband cannot settle.' },
]

test('an invented person rings the line that knows her', () => {
  expect(usualLine({ kind: 'caller', index: 0 }, callers)).toBe('+441134960001')
})

test('a number that nobody was given rings whichever line is chosen', () => {
  expect(usualLine({ kind: 'number', typed: '07700 900123' }, callers)).toBeUndefined()
  expect(usualLine({ kind: 'withheld' }, callers)).toBeUndefined()
})
