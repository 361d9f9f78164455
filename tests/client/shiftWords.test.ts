import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { groupsOf, itemWords, notKnown } from '#client/shift/itemWords.ts'
import type { HandOverItem } from '#shared/handOver.ts'
import { IncidentId, StaffId, TeamTaskId } from '#shared/ids.ts'
import { OutRow } from '#shared/loneWork.ts'
import type { SafetyAccount } from '#shared/shift.ts'
import { plusSeconds } from '#shared/time.ts'

// What whoever takes over reads of an incident, and of who is out.
const AT = '2026-11-30T22:00:00.000Z'
const words = (item: HandOverItem) => itemWords(item, { at: AT, names: {}, me: StaffId.parse(randomUUID()) })
const incident = (safety?: SafetyAccount): HandOverItem => ({
  kind: 'incident',
  key: 'incident/1',
  incidentId: IncidentId.parse(randomUUID()),
  work: 'symptom_visit',
  urgency: 'U2',
  dueAt: plusSeconds(AT, 3_600),
  ...(safety ? { safety } : {}),
})
const out = (over: object = {}): HandOverItem => ({
  kind: 'out',
  key: `out/1`,
  out: OutRow.parse({
    teamTaskId: TeamTaskId.parse(randomUUID()),
    taking: 1,
    staffId: randomUUID(),
    name: 'Lindsay',
    team: 'Night nursing',
    since: AT,
    by: plusSeconds(AT, 3_600),
    step: 'out',
    helpAt: null,
    isMistaken: false,
    ...over,
  }),
})

describe('what is handed over, in words', () => {
  test('an incident says what it is about and when, and of whoever went nothing of a time by which it was due', () => {
    const at = plusSeconds(AT, -600)
    expect(words(incident({ how: 'help', at, outBy: null })).title).toBe(
      'U2 Visit for a symptom: whoever went pressed for help, 21:50',
    )
    expect(words(incident({ how: 'not_heard', at, outBy: at })).title).toBe(
      'U2 Visit for a symptom: whoever went was not heard of, 21:50',
    )
    expect(words(incident()).title).toBe('U2 Visit for a symptom: nobody was there in time, due at 23:00')
  })

  test('who pressed for help is above all the rest, and who is out stands with since when and until when', () => {
    const calm = out()
    const help = out({ step: 'help', helpAt: AT })
    const groups = groupsOf(
      [{ kind: 'worry', key: 'worry/1', words: 'The rain', patientId: null }, calm, help],
      AT,
    )

    expect(groups.map(({ title }) => title)).toEqual(['Not known to be safe', 'Worries', 'Out on a visit'])
    expect(words(help)).toMatchObject({
      isLate: true,
      more: [expect.stringMatching(/^Pressed for help/), expect.anything()],
    })
    expect(words(calm)).toEqual({
      title: 'Lindsay, in 1 h',
      more: ['To be out by 23:00', 'Night nursing, out since 22:00'],
      look: expect.stringMatching(/^team_task\//),
      isLate: false,
    })
  })

  test('of what is late, watched or about somebody who is not known to be safe it is counted what nobody has said they know', () => {
    const watch = { kind: 'watch', key: 'watch/1', patientId: '1', reason: 'dying', until: AT } as never
    const items = [out(), { ...out({ step: 'help', helpAt: AT }), key: 'out/2' }, watch, incident()]
    const me = StaffId.parse(randomUUID())
    const given = { items, names: {}, givenAt: AT }

    expect(notKnown({ ...given, seen: {} }, me)).toBe(2)
    expect(notKnown({ ...given, seen: { 'watch/1': { by: 'Joseph', at: AT } } }, me)).toBe(1)
  })
})
