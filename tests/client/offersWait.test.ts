import { expect, test } from 'vitest'
import { offersWait } from '#client/access/core/offersWait.ts'
import type { MyTeamTasks } from '#shared/teamTasks.ts'
import { plusSeconds } from '#shared/time.ts'

const at = '2026-11-30T02:00:00.000Z'
const row = (seconds: number | null, isMine = false) =>
  ({
    isMine,
    offer: seconds === null ? null : { number: 1, until: plusSeconds(at, seconds) },
  }) as MyTeamTasks['tasks'][number]

test.each([
  ['nothing is asked', [], ''],
  ['they have said yes, and nothing else is asked', [row(null, true), row(500, true)], ''],
  ['one asks', [row(570)], '1 asks, 9 min'],
  ['two ask: the time is that of the first', [row(900), row(240), row(null)], '2 ask, 4 min'],
  ['the time of one is over and nobody else is asked yet', [row(-5)], '1 asks, the time is over'],
])('%s', (_, tasks, says) => {
  expect(offersWait({ at, tasks }).says).toBe(says)
})
