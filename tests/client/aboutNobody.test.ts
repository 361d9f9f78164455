import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { mayChangeList, standingOf } from '#client/board/core/aboutNobody.ts'
import { CallId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Instant } from '#shared/time.ts'
import { aBoard, aCall } from './builders.ts'

const saved = {
  callId: CallId.parse('018f4d2c-0000-7000-8000-000000000001'),
  epoch: 1,
  at: '2026-11-28T01:00:00.000Z',
  nurse: 'Maren Voss',
  isYours: false,
  from: null,
  isFoundOut: false,
  since: '2026-11-28T03:00:00.000Z',
  dueAt: '2026-11-28T15:00:00.000Z',
}

test.each<[boolean, Instant, string | undefined, string]>([
  [true, '2026-11-28T05:30:00.000Z', undefined, 'with you, on nobody’s record for 2 h 30 min'],
  [false, '2026-11-28T14:59:59.000Z', undefined, 'with Maren Voss, on nobody’s record for 11 h 59 min'],
  [
    true,
    '2026-11-28T15:00:00.000Z',
    'late',
    'saved by you, on nobody’s record for 12 h: a matter for the shift lead',
  ],
  [
    false,
    '2026-11-30T15:00:00.000Z',
    'late',
    'saved by Maren Voss, on nobody’s record for 2 days: a matter for the shift lead',
  ],
])(
  'a saved call on nobody’s record says with whom it is, for how long, and when it is late (yours: %s, at %s)',
  (isYours, at, late, says) => {
    expect(standingOf({ ...saved, isYours }, at)).toEqual({ isLate: late !== undefined, says })
  },
)

const NONE: ReadonlySet<PatientId> = new Set()

test('the list is asked for again when a call that is over was moved, and when one ends of which something was saved before', () => {
  const call = aCall({ state: 'talking' })
  const { callId } = call
  const ends: LiveMessage = { kind: 'call', call: { ...call, version: 9, state: 'closed' } }
  const settled: LiveMessage = { kind: 'identity', callId, epoch: 3 }
  const talking = aBoard({ calls: [call] })
  const savedWhileTalking = aBoard({ calls: [{ ...call, outcomeSavedAt: saved.at }] })

  expect({
    movedWhenOver: mayChangeList(settled, aBoard(), NONE),
    settledInHand: mayChangeList(settled, savedWhileTalking, NONE),
    // However much was heard of it before: the list may have come onto the page a moment ago.
    endsAfterSaving: mayChangeList(ends, savedWhileTalking, NONE),
    ends: mayChangeList(ends, talking, NONE),
    goesOn: mayChangeList({ kind: 'call', call: { ...call, version: 9 } }, savedWhileTalking, NONE),
  }).toEqual({
    movedWhenOver: true,
    settledInHand: false,
    endsAfterSaving: true,
    ends: false,
    goesOn: false,
  })
})

test('the list is asked for again when a record changes on which a call left something, and for no other', () => {
  const [left, other] = [randomUUID(), randomUUID()].map(id => PatientId.parse(id)) as [PatientId, PatientId]
  const changed = (patientId: PatientId): LiveMessage => ({ kind: 'record', patientId })

  expect([left, other].map(id => mayChangeList(changed(id), aBoard(), new Set([left])))).toEqual([
    true,
    false,
  ])
})
