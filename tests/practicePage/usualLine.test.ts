import { expect, test } from 'vitest'
import { type Chosen, lineOf, pickedAfter, ringsWhich, usualLine } from '#client/practice/core/choice.ts'
import { applyEvent, type LineView } from '#client/practice/core/line.ts'
import type { HandsetCall } from '#shared/practice.ts'
import { aCall, aState, aText } from './aCall.ts'

const COAST = '+441632960001'
const DALE = '+441134960001'
const ANGELA = '+447700900112'
const numbers = [{ number: COAST }, { number: DALE }]
const callers = [{ name: 'Angela Ashby', number: ANGELA, to: DALE, note: 'Her husband cannot settle.' }]
const angela: Chosen = { kind: 'caller', index: 0 }
const withheld: Chosen = { kind: 'withheld' }
const typed: Chosen = { kind: 'number', typed: '07700 900123' }

function viewOf(...calls: HandsetCall[]): LineView {
  const state = aState({ numbers, callers, calls })
  const view = applyEvent(undefined, { type: 'snapshot', state })
  if (!view) throw new Error('a snapshot makes a view')
  return view
}

test('an invented person rings the line that knows her', () => {
  expect(usualLine(angela, callers)).toBe(DALE)
})

test('a number that nobody was given rings whichever line is chosen', () => {
  expect(usualLine(typed, callers)).toBeUndefined()
  expect(usualLine(withheld, callers)).toBeUndefined()
})

test('a caller who hides the number rings the line that was rung last', () => {
  const before = aCall({ phone: ANGELA, other: DALE })
  const older = aCall({ sid: `CA${'b'.repeat(32)}`, other: COAST, startedAt: '2026-11-22T01:00:00.000Z' })
  const rung = aCall({ sid: `CA${'c'.repeat(32)}`, other: COAST, direction: 'incoming' })
  const picked = { byHand: undefined, shown: COAST }

  expect(pickedAfter(angela, withheld, picked, viewOf(before, older, rung))).toBe(DALE)
})

test('before any call it rings the line that was shown, and what was picked by hand stays picked', () => {
  const shown = ringsWhich(numbers, usualLine(angela, callers))?.number

  expect([
    pickedAfter(angela, withheld, { byHand: undefined, shown }, viewOf()),
    pickedAfter(angela, typed, { byHand: COAST, shown: COAST }, viewOf(aCall({ other: DALE }))),
    pickedAfter(typed, withheld, { byHand: COAST, shown: COAST }, viewOf(aCall({ other: DALE }))),
    pickedAfter(withheld, angela, { byHand: COAST, shown: COAST }, viewOf()),
  ]).toEqual([DALE, COAST, COAST, undefined])
})

test('a telephone rings the line it rang last, or its holder’s own', () => {
  const view = viewOf(aCall({ phone: '+447700900901', other: DALE }))

  expect([
    lineOf('+447700900901', undefined, view)?.number,
    lineOf(ANGELA, 'Angela Ashby', view)?.number,
    lineOf('+447700900902', undefined, view)?.number,
  ]).toEqual([DALE, DALE, COAST])
})

test('a telephone that was never rung from rings the line that rang or texted it last, or for which its holder works', () => {
  const [nurse, texted, rung] = ['+447700900920', '+447700900921', '+447700900922'] as const
  const state = aState({
    numbers,
    callers,
    atWork: [nurse, texted, rung].map(number => ({ number, to: number === nurse ? DALE : COAST })),
    calls: [aCall({ phone: rung, other: DALE, direction: 'incoming' })],
    phones: [
      {
        number: nurse,
        habit: 'ring',
        afterSeconds: 0,
        messages: [aText('SM1', { to: nurse, from: '+447700900900' })],
      },
      {
        number: texted,
        habit: 'ring',
        afterSeconds: 0,
        messages: [aText('SM2', { to: texted, from: DALE })],
      },
    ],
  })
  const view = applyEvent(undefined, { type: 'snapshot', state })

  expect([nurse, texted, rung].map(phone => view && lineOf(phone, undefined, view)?.number)).toEqual([
    DALE,
    DALE,
    DALE,
  ])
})
