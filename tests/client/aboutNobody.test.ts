import { expect, test } from 'vitest'
import { standingOf } from '#client/board/core/aboutNobody.ts'
import { CallId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

const saved = {
  callId: CallId.parse('018f4d2c-0000-7000-8000-000000000001'),
  epoch: 1,
  at: '2026-11-28T01:00:00.000Z',
  nurse: 'Maren Voss',
  isYours: false,
  from: null,
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
