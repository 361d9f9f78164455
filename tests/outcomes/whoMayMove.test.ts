import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { FOUND, wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
  await aColleague(house.small.database.db, house.small.north.lineId, {
    signInName: 'hub.other',
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'coordinator',
  })
})
afterAll(() => house.small.close())

const { onTheWrongRecord, move, logOf } = wrongRecords(() => house)

describe('what was saved, to be read once more before it is moved,', () => {
  const readOnceMore = (who: string, callId: CallId) =>
    house.as(who).at.get(`/api/calls/${callId}/outcome/saved`)

  test('is told whole to whoever may move it, and the look is in the log of whom it is on', async () => {
    const { margaret, callId } = await onTheWrongRecord({ notes: 'Typed while she listened' })

    const told = await Promise.all(['hub.nurse', 'lead'].map(who => readOnceMore(who, callId)))
    const other = await (await signedIn(house.small.url, 'hub.other')).get(
      `/api/calls/${callId}/outcome/saved`,
    )

    for (const { body } of told)
      expect(routes.savedWords.reply.parse(body)).toMatchObject({
        outcome: {
          reason: 'pain',
          found: FOUND,
          disposition: 'district_nurse',
          next: 'Nothing more tonight',
        },
        notes: 'Typed while she listened',
        callerName: 'Angela Ellis',
        callerRelationship: 'wife',
        isCovered: false,
      })
    expect([other.status, JSON.stringify(other.body)]).toEqual([403, expect.not.stringContaining(FOUND)])
    const looks = (await logOf(margaret)).map(({ tone, what }) => [tone === 'refused', what])
    expect(looks.filter(([isRefused]) => isRefused)).toHaveLength(1)
    expect(looks.filter(([, what]) => what?.toString() === 'Your last calls')).toHaveLength(2)
  })

  test('is covered where the place is protected, and stays so when it is on nobody’s record, without who rang', async () => {
    const place = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
    const { callId } = await onTheWrongRecord({ notes: FOUND }, { ofMargaret: [place] })
    const open = await onTheWrongRecord()

    const onHers = await readOnceMore('hub.nurse', callId)
    for (const id of [callId, open.callId]) await move('hub.nurse', id, { to: { kind: 'nobody' } })
    const onNobodys = await readOnceMore('hub.nurse', callId)
    const ofOpen = await readOnceMore('hub.nurse', open.callId)

    for (const { body } of [onHers, onNobodys]) {
      expect(body).toMatchObject({ isCovered: true, callerName: null, outcome: { found: '' }, notes: '' })
      expect(JSON.stringify(body)).not.toContain(FOUND)
    }
    expect(ofOpen.body).toMatchObject({ isCovered: false, callerName: null, outcome: { found: FOUND } })
  })
})
