import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { alarmsFor } from '#client/board/core/alarms.ts'
import { isCalling, outOnVisits, safetyWords, seenWords } from '#client/board/core/outOnVisits.ts'
import { openTeamTasks } from '#client/board/core/teamTasks.ts'
import { applyEntry, boardFrom } from '#client/live/core/board.ts'
import { lastGoneTo, outStands } from '#client/responder/core/loneWorker.ts'
import { NOTHING_WAITS, nextOf, put } from '#client/responder/core/queue.ts'
import { standsAs } from '#client/responder/core/standsAs.ts'
import { CommandId, StaffId, TeamTaskId } from '#shared/ids.ts'
import { OutOnVisit } from '#shared/loneWork.ts'
import type { Act } from '#shared/onThePhone.ts'
import { BoardTeamTask, HandleTeamTask, MyTeamTask, type ProgressTeamTask } from '#shared/teamTasks.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aBoard, aCall, aSnapshot, entry, GRACE } from './builders.ts'

const of = StaffId.parse(randomUUID())
const teamTaskId = TeamTaskId.parse(randomUUID())
const minutes = (count: number) => plusSeconds(AT, count * 60)

type Step = ProgressTeamTask extends infer One
  ? One extends unknown
    ? Omit<One, 'commandId' | 'at'>
    : never
  : never
function pressed(step: Step, at = AT): Act {
  const body = { commandId: CommandId.parse(randomUUID()), at, ...step } as ProgressTeamTask
  return { commandId: body.commandId, teamTaskId, of, at, asked: { kind: 'progress', body } }
}
const anOut = (over: Partial<OutOnVisit> = {}) =>
  OutOnVisit.parse({
    taking: 1,
    staffId: of,
    name: 'Lindsay',
    team: 'Night nursing',
    since: AT,
    by: minutes(60),
    step: 'out',
    helpAt: null,
    isMistaken: false,
    ...over,
  })
const mine = (over: object = {}) =>
  MyTeamTask.parse({
    teamTaskId,
    version: 1,
    kind: 'symptom_visit',
    urgency: 'U2',
    state: 'accepted',
    dueAt: minutes(120),
    offer: null,
    isMine: true,
    at: AT,
    why: 'w',
    skills: [],
    raisedAt: AT,
    askedBy: 'Maren',
    team: 'Night nursing',
    criteria: [],
    district: null,
    beware: [],
    patientId: null,
    acceptedAt: null,
    expectedAt: null,
    setOutAt: null,
    arrivedAt: null,
    ...over,
  })
const onBoard = (out: OutOnVisit[], over: object = {}) =>
  BoardTeamTask.parse({
    teamTaskId,
    version: 1,
    kind: 'symptom_visit',
    urgency: 'U2',
    state: 'arrived',
    raisedAt: AT,
    dueAt: minutes(120),
    owner: { kind: 'desk' },
    callId: null,
    patientId: randomUUID(),
    offer: null,
    before: null,
    nobodyUntil: null,
    alerted: 'nobody',
    breachedAt: null,
    expectedAt: null,
    outs: out,
    ...over,
  })

describe('on the phone, also without a signal', () => {
  test.each<[string, Act[], object | null]>([
    ['nothing pressed, nobody out', [], null],
    ['the way and an hour', [pressed({ step: 'set_out', minutes: 20 })], { by: minutes(80) }],
    ['an hour from being there', [pressed({ step: 'arrived' }, minutes(10))], { by: minutes(70) }],
    [
      'what they chose stays',
      [
        pressed({ step: 'set_out', minutes: 20 }),
        pressed({ step: 'out_by', minutes: 240 }),
        pressed({ step: 'arrived' }),
      ],
      { by: minutes(240) },
    ],
    [
      'done there is asked whether they are out, and watched for the usual minutes',
      [
        pressed({ step: 'arrived' }),
        pressed(
          {
            step: 'done',
            outcome: { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] },
          },
          minutes(30),
        ),
      ],
      { by: minutes(45) },
    ],
    ['safe is out no more', [pressed({ step: 'arrived' }), pressed({ step: 'safe' })], null],
    [
      'but not who pressed for help',
      [pressed({ step: 'help', place: null }), pressed({ step: 'safe' })],
      { help: { at: AT, isMistaken: false } },
    ],
    [
      'by accident',
      [pressed({ step: 'help', place: null }), pressed({ step: 'help_mistaken' })],
      { help: { at: AT, isMistaken: true } },
    ],
    [
      'and pressed anew it is meant',
      [
        pressed({ step: 'help', place: null }),
        pressed({ step: 'help_mistaken' }),
        pressed({ step: 'help', place: null }, minutes(1)),
      ],
      { help: { at: minutes(1), isMistaken: false } },
    ],
  ])('%s', (_, waiting, stands) => {
    const shown = outStands(mine(), [], waiting)

    if (stands === null) expect(shown).toBeNull()
    else expect(shown).toMatchObject(stands)
  })

  test('what is about their own safety changes nothing of how the task stands', () => {
    const acts = [
      pressed({ step: 'safe' }),
      pressed({ step: 'help', place: null }),
      pressed({ step: 'help_mistaken' }),
    ]

    expect(standsAs(mine(), [], acts)).toMatchObject({ state: 'accepted', isMine: true, isOver: false })
  })

  test('a call for help is sent before everything that waits', () => {
    const help = pressed({ step: 'help', place: null })
    const queue = put(put(NOTHING_WAITS, pressed({ step: 'arrived' })), help)

    expect(nextOf(queue, of)).toBe(help)
  })
})

describe('a call for help', () => {
  const visit = (over: object = {}) => ({
    task: mine({ teamTaskId: randomUUID(), ...over }),
    person: null,
    readAt: null,
  })
  const unsaid = () => []

  test('is for the house where they arrived at last, whichever is due first', () => {
    const before = visit({ arrivedAt: minutes(0), out: anOut({ since: minutes(0) }) })
    const there = visit({ arrivedAt: minutes(100), out: anOut({ since: minutes(90) }) })

    expect(lastGoneTo([before, there], unsaid)).toBe(there)
    expect(lastGoneTo([visit(), before], unsaid)).toBe(before)
  })

  test('is for the house for which they set out since, and what this phone alone knows counts', () => {
    const before = visit({ arrivedAt: minutes(0), out: anOut({ since: minutes(0) }) })
    const next = visit()
    const acts = [pressed({ step: 'set_out', minutes: 10 }, minutes(30))]

    expect(lastGoneTo([before, next], held => (held === next ? acts : []))).toBe(next)
  })

  test('takes back an earlier “by accident” that has not gone, and its place takes back nothing', () => {
    const mistaken = pressed({ step: 'help_mistaken' }, minutes(1))
    const queue = put(NOTHING_WAITS, mistaken)

    expect(put(queue, pressed({ step: 'help', place: null }, minutes(2))).waiting).not.toContain(mistaken)
    expect(put(queue, pressed({ step: 'help', place: null }, minutes(0))).waiting).toContain(mistaken)
  })

  test('its place, known after “by accident”, does not mean it anew', () => {
    const acts = [
      pressed({ step: 'help', place: null }),
      pressed({ step: 'help_mistaken' }, minutes(1)),
      pressed({ step: 'help', place: { latitude: 53.9, longitude: -1.8, metres: 12, at: AT } }),
    ]

    expect(outStands(mine(), [], acts)).toMatchObject({ help: { at: AT, isMistaken: true } })
  })
})

describe('on the board', () => {
  test('an alarm is ended with whether they are out or stay, and what says neither is refused', () => {
    const commandId = CommandId.parse(randomUUID())
    const asked = { act: 'end_alarm', commandId, version: 1, taking: 1, words: 'Rang her' }

    expect(HandleTeamTask.safeParse({ ...asked, after: { kind: 'over' } }).success).toBe(true)
    expect(HandleTeamTask.safeParse({ ...asked, after: { kind: 'longer', minutes: 30 } }).success).toBe(true)
    for (const silent of [{}, { after: null }, { after: { kind: 'longer' } }, { until: null }])
      expect(HandleTeamTask.safeParse({ ...asked, ...silent }).success).toBe(false)
  })

  test('who pressed for help stands first, then who is longest over their time; what is over stays for them alone', () => {
    const late = onBoard([anOut({ by: minutes(10), step: 'missed' })])
    const over = onBoard([anOut({ step: 'help', helpAt: AT })], { teamTaskId: randomUUID(), state: 'done' })
    const { teamTasks } = boardFrom(aSnapshot({ teamTasks: [late, over] }))

    expect(outOnVisits(teamTasks).map(({ step }) => step)).toEqual(['help', 'missed'])
    expect(openTeamTasks(teamTasks)).toEqual([late])
    const gone = applyEntry(
      aBoard({ teamTasks: [over] }),
      entry(11, { kind: 'team_task', teamTask: { ...over, outs: [], version: 2 } }),
    )
    expect(gone === 'resync' ? null : gone.teamTasks.size).toBe(0)
  })

  const heard = (out: OutOnVisit, at = minutes(61), calls: ReturnType<typeof aCall>[] = []) =>
    alarmsFor(aBoard({ calls, teamTasks: [onBoard([out])] }), { staffId: GRACE, role: 'coordinator' }, at)
  const talking = aCall({ state: 'talking', claimedBy: { staffId: GRACE, name: 'Grace' } })

  test('nothing is heard while a clock runs; each step and each while after it is', () => {
    expect(heard(anOut())).toEqual([])
    expect(heard(anOut({ step: 'missed' }))).not.toEqual(heard(anOut({ step: 'buddy' })))
    expect(heard(anOut({ step: 'missed' }), minutes(61))).not.toEqual(
      heard(anOut({ step: 'missed' }), minutes(63)),
    )
  })

  test('a call for help is heard in mid-call too, and who is late for a check-out is not', () => {
    expect(isCalling(anOut({ step: 'help', helpAt: minutes(60) }))).toBe(true)
    expect(isCalling(anOut({ step: 'police' }))).toBe(true)
    expect(isCalling(anOut({ step: 'missed' }))).toBe(false)
    // It has a sound of its own, and is no chime beside it.
    expect(heard(anOut({ step: 'help', helpAt: minutes(60) }))).toEqual([])
    expect(heard(anOut({ step: 'missed' }), minutes(61), [talking])).toEqual([])
  })

  test('a call for help is loud until somebody sees to it, who alone is reminded, and stands on every board with name and time', () => {
    const at = minutes(61)
    const of = { step: 'help', helpAt: minutes(60) } as const
    const hers = anOut({ ...of, seenTo: { staffId: GRACE, name: 'Grace Nkemelu', at } })
    const others = anOut({
      ...of,
      seenTo: { staffId: StaffId.parse(randomUUID()), name: 'Maren Oakley', at },
    })

    expect([hers, others].map(isCalling)).toEqual([false, false])
    expect(heard(hers)).toHaveLength(1)
    expect(heard(others)).toEqual([])
    expect(heard({ ...others, step: 'police', helpAt: null })).toHaveLength(1)
    expect(seenWords(others)).toMatch(/^Maren Oakley sees to it since \d\d:\d\d$/)
    const rung = { ...others, rung999: { name: 'Priya', at, reference: 'CAD 12' } }
    expect(seenWords(rung)).toMatch(/; 999 rung \d\d:\d\d by Priya, reference CAD 12$/)
    expect(safetyWords(rung)).not.toContain('999')
  })

  test('by accident is not heard as help, and says that somebody is to speak to them', () => {
    const out = anOut({ step: 'help', helpAt: AT, isMistaken: true })

    expect(isCalling(out)).toBe(false)
    expect(heard(out, minutes(61), [talking])).toEqual([])
    expect(safetyWords(out)).toContain('speak to them')
  })
})
