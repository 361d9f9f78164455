import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEvent, forgotten, type LineView } from '#client/practice/core/line.ts'
import type { PracticeEvent } from '#shared/practice.ts'
import { aCall, aLine, aState, aText, MAUREEN } from './aCall.ts'

const SNAPSHOT: PracticeEvent = { type: 'snapshot', state: aState() }
const { sid } = aCall()

function after(...events: PracticeEvent[]): LineView | undefined {
  return events.reduce<LineView | undefined>(applyEvent, undefined)
}

test('nothing is believed before the first snapshot', () => {
  const view = after({ type: 'call', call: aCall() })

  expect(view).toBeUndefined()
})

test('whatever the order and however often events come, the page ends with the same view', () => {
  const whole: PracticeEvent[] = [
    { type: 'call', call: aCall({ status: 'ringing' }) },
    { type: 'call', call: aCall({ status: 'in-progress' }) },
    { type: 'heard', sid, line: aLine(1, 'line', 'Thank you for calling.') },
    { type: 'heard', sid, line: aLine(2, 'sound', 'hold music') },
    { type: 'heard', sid, line: aLine(3, 'person', 'This is the nurse.') },
    { type: 'call', call: aCall({ talks: [{ after: 2 }] }) },
    { type: 'call', call: aCall({ talks: [{ after: 2, until: 3 }] }) },
    { type: 'call', call: aCall({ talks: [{ after: 2, until: 3 }, { after: 3 }] }) },
    {
      type: 'call',
      call: aCall({
        status: 'completed',
        endedAt: '2026-11-22T02:12:00.000Z',
        talks: [
          { after: 2, until: 3 },
          { after: 3, until: 3 },
        ],
      }),
    },
    { type: 'message', phone: MAUREEN, message: aText('SM1') },
    { type: 'message', phone: MAUREEN, message: aText('SM2', { at: '2026-11-22T02:12:00.000Z' }) },
  ]
  const expected = after(SNAPSHOT, ...whole)
  const shuffled = fc.shuffledSubarray([...whole, ...whole], { minLength: whole.length * 2 })

  fc.assert(
    fc.property(shuffled, events => {
      expect(after(SNAPSHOT, ...events)).toEqual(expected)
    }),
    { numRuns: 1_000 },
  )
})

test('a line heard before its call is known belongs to the call when it comes', () => {
  const view = after(
    SNAPSHOT,
    { type: 'heard', sid, line: aLine(1, 'sound', 'ringing') },
    { type: 'call', call: aCall() },
  )

  expect(view?.heard.get(sid)).toEqual([aLine(1, 'sound', 'ringing')])
})

test('a live call that a line started anew has forgotten is lost, and is still there to read', () => {
  const live: PracticeEvent = {
    type: 'snapshot',
    state: aState({ calls: [aCall({ heard: [aLine(1, 'line', 'Hello')] })] }),
  }

  const view = after(live, SNAPSHOT)

  const [lost] = [...(view?.lost ?? [])]
  expect([view?.calls.get(lost ?? '')?.phone, view?.heard.get(lost ?? ''), forgotten(view)]).toEqual([
    MAUREEN,
    [aLine(1, 'line', 'Hello')],
    1,
  ])
})

test('a new call that gets the sid of a forgotten one begins afresh', () => {
  const old = aCall({ heard: [aLine(1, 'line', 'Old words')] })
  const fresh = aCall({ status: 'ringing', startedAt: '2026-11-22T03:00:00.000Z' })

  const view = after(
    { type: 'snapshot', state: aState({ calls: [old] }) },
    SNAPSHOT,
    { type: 'call', call: fresh },
    { type: 'heard', sid, line: aLine(1, 'line', 'New words') },
  )

  expect([view?.calls.get(sid)?.status, view?.heard.get(sid)]).toEqual([
    'ringing',
    [aLine(1, 'line', 'New words')],
  ])
})

test('a call that was over when the line forgot it is over, not lost', () => {
  const over = aCall({ status: 'completed', endedAt: '2026-11-22T02:12:00.000Z' })

  const view = after({ type: 'snapshot', state: aState({ calls: [over] }) }, SNAPSHOT)

  expect([view?.lost.size, view?.calls.size]).toEqual([0, 1])
})

test('a changed habit keeps the texts that came before', () => {
  const view = after(
    SNAPSHOT,
    { type: 'message', phone: MAUREEN, message: aText('SM1') },
    { type: 'phone', phone: { number: MAUREEN, habit: 'busy', afterSeconds: 2, messages: [] } },
  )

  expect(view?.phones.get(MAUREEN)).toEqual({
    number: MAUREEN,
    habit: 'busy',
    afterSeconds: 2,
    messages: [aText('SM1')],
  })
})
