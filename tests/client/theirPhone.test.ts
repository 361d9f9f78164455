import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { COPY_SECONDS, isInTime, stayOf, toKeep } from '#client/responder/core/copies.ts'
import { EMPTY, isTyped, OTHER, readDoneForm, typedWords } from '#client/responder/core/doneForm.ts'
import {
  failedAs,
  NOTHING_WAITS,
  nextOf,
  put,
  read,
  refusedOf,
  settle,
} from '#client/responder/core/queue.ts'
import { standsAs } from '#client/responder/core/standsAs.ts'
import { CommandId, ItemId, PatientId, StaffId, TeamTaskId } from '#shared/ids.ts'
import type { Act, DoseFields, HeldTask } from '#shared/onThePhone.ts'
import { withCodesBelow } from '#shared/summaryWords.ts'
import type { MyTeamTask, ProgressTeamTask } from '#shared/teamTasks.ts'
import { plusSeconds } from '#shared/time.ts'

const AT = '2026-11-30T02:14:00.000Z'
const of = StaffId.parse(randomUUID())
const teamTaskId = TeamTaskId.parse(randomUUID())
const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }

type Step = ProgressTeamTask extends infer One
  ? One extends unknown
    ? Omit<One, 'commandId' | 'at'>
    : never
  : never
function pressed(step: Step, at = AT): Act {
  const body = { commandId: CommandId.parse(randomUUID()), at, ...step } as ProgressTeamTask
  return { commandId: body.commandId, teamTaskId, of, at, asked: { kind: 'progress', body } }
}
const task = (changes: Partial<MyTeamTask> = {}): MyTeamTask => ({
  teamTaskId,
  version: 3,
  kind: 'symptom_visit',
  urgency: 'U2',
  state: 'accepted',
  dueAt: plusSeconds(AT, 3_600),
  offer: null,
  isMine: true,
  at: AT,
  why: 'He cannot settle',
  skills: [],
  raisedAt: AT,
  askedBy: 'Maren',
  team: 'Night nursing',
  criteria: [],
  district: 'WZ3',
  beware: [],
  patientId: PatientId.parse(randomUUID()),
  acceptedAt: AT,
  expectedAt: null,
  setOutAt: null,
  arrivedAt: null,
  out: null,
  two: null,
  goesSecond: false,
  ...changes,
})
const held = (changes: Partial<HeldTask> = {}): HeldTask => ({
  task: task(),
  person: null,
  readAt: null,
  ...changes,
})

describe('what is pressed', () => {
  const [first, second] = [pressed({ step: 'arrived' }), pressed({ step: 'done', outcome })]
  const queue = put(put(NOTHING_WAITS, first), second)

  test('waits in its order, and pressed twice waits once', () => {
    expect(put(queue, first).waiting).toEqual([first, second])
    expect(nextOf(queue, of)).toBe(first)
  })

  test('is sent by nobody else', () => {
    expect(nextOf(queue, StaffId.parse(randomUUID()))).toBeNull()
  })

  test('goes when it is done, and then the next', () => {
    const after = settle(queue, first, { kind: 'done' }, AT)

    expect(nextOf(after, of)).toBe(second)
    expect(after.refused).toEqual([])
  })

  test('stays while nobody has answered, whatever it was that kept the answer away', () => {
    for (const code of ['unreachable', 'broken', 'database_unavailable', 'too_many', 'not_signed_in'])
      expect(settle(queue, first, failedAs({ code, message: '' }), AT)).toBe(queue)
  })

  test('is shown with why where it is not taken, until it is read', () => {
    const after = settle(queue, first, failedAs({ code: 'not_found', message: 'Not yours.' }), AT)

    expect(after).toEqual({ waiting: [second], refused: [{ act: first, because: 'Not yours.', at: AT }] })
    expect(read(after, first.commandId).refused).toEqual([])
  })

  test('is read by whoever pressed it, and once, whichever page of the phone was told', () => {
    const no = failedAs({ code: 'not_found', message: 'Not yours.' })
    const after = settle(settle(queue, first, no, AT), first, no, AT)

    expect(refusedOf(after, of)).toHaveLength(1)
    expect(refusedOf(after, StaffId.parse(randomUUID()))).toEqual([])
  })

  test('counts as done where a newer server answered in words that this page does not know', () => {
    expect(failedAs({ code: 'odd_reply', message: '' })).toEqual({ kind: 'done' })
  })
})

describe('how a task stands on the phone', () => {
  test('what was taken is shown, and what is not sent yet says so', () => {
    const setOut = pressed({ step: 'set_out', minutes: 20 })

    expect(standsAs(task(), [setOut], [])).toMatchObject({
      state: 'en_route',
      expectedAt: plusSeconds(AT, 1_200),
      isUnsent: false,
    })
    expect(standsAs(task(), [setOut], [pressed({ step: 'arrived' })])).toMatchObject({
      state: 'arrived',
      isUnsent: true,
    })
  })

  test('a door that did not open before they came in does not put them out again', () => {
    const closed = pressed({ step: 'no_access', words: 'Rang twice' }, plusSeconds(AT, -600))

    expect(standsAs(task({ state: 'arrived', arrivedAt: AT }), [], [closed])).toMatchObject({
      state: 'arrived',
    })
  })

  test('a yes makes nobody the owner before the server has said so', () => {
    const body = { answer: 'accept' as const, commandId: CommandId.parse(randomUUID()), offer: 1 }
    const yes: Act = { commandId: body.commandId, teamTaskId, of, at: AT, asked: { kind: 'answer', body } }

    expect(standsAs(task({ isMine: false }), [], [yes])).toMatchObject({ isMine: false, isAccepting: true })
  })
})

describe('what lies on the phone', () => {
  test('nothing of what is offered, nor of what was ended here, sent or not', () => {
    expect(toKeep([held({ task: task({ isMine: false, patientId: null }) })], [])).toEqual([])
    for (const end of [
      pressed({ step: 'done', outcome }),
      pressed({ step: 'hand_on', because: 'called away' }),
      pressed({ step: 'failed', because: 'nobody there' }),
    ])
      expect(toKeep([held()], [end])).toEqual([])
    expect(toKeep([held()], [pressed({ step: 'arrived' })])).toHaveLength(1)
  })

  test('nothing of what the server does not name any more: stood down, with somebody else, or its person gone', () => {
    expect(stayOf([held()], [])).toEqual([])
    expect(stayOf([held()], [task()])).toHaveLength(1)
  })

  test('nothing of somebody whose record is not shown', () => {
    const person = { kind: 'closed' as const, standing: { kind: 'may_exist' as const } }

    expect(toKeep([held({ person, readAt: AT })], [])).toMatchObject([{ person: null, readAt: null }])
  })

  test('no longer than a session lasts, and not by a clock that was turned back', () => {
    const at = (seconds: number) => isInTime({ heardAt: AT }, plusSeconds(AT, seconds))

    expect([at(0), at(COPY_SECONDS - 1), at(COPY_SECONDS), at(-3_600)]).toEqual([true, true, false, false])
  })
})

test('whoever has the codes below is not sent to the line for them', () => {
  const item = { title: 'Getting in', headline: 'Side door', warnings: [], word: 'on no page', more: 0 }
  const part = {
    title: 'Getting in',
    items: [{ ...item, lines: ['No keysafe. Ring the line for where the key is', 'Dog in the yard'] }],
    more: 0,
  }

  expect(withCodesBelow(part).items[0]?.lines).toEqual([
    'No keysafe. Shown below when you ask for it: where the key is',
    'Dog in the yard',
  ])
})

describe('the end of a visit', () => {
  const dose: DoseFields = {
    doseId: ItemId.parse(randomUUID()),
    drug: 'Morphine',
    other: '',
    dose: '2.5 mg',
    route: '',
    time: '02:05',
    because: '',
    benefit: '',
  }
  const fields = { ...EMPTY, found: ' Sore ', done: 'Charted dose', doses: [dose] }

  test('a dose is of the last time that the clock showed this', () => {
    const form = readDoneForm(fields, AT, AT)

    expect(form).toMatchObject({
      outcome: {
        found: 'Sore',
        given: [{ drug: 'Morphine', givenAt: '2026-11-30T02:05:00.000Z', route: null }],
      },
    })
  })

  test('a time that can only have been meant of last night is asked again: nobody had said yes by then', () => {
    const late = { ...dose, time: '02:45' }
    const form = readDoneForm({ ...fields, doses: [late] }, AT, plusSeconds(AT, -1_800))

    expect('wrongs' in form && form.wrongs).toEqual([
      { id: 'dose-0-time', says: expect.stringMatching(/29-Nov-2026 02:45, before you said yes/) },
    ])
  })

  test('what is missing is named, each at its field', () => {
    const form = readDoneForm({ ...EMPTY, doses: [{ ...dose, drug: OTHER, dose: '', time: '' }] }, AT, AT)

    expect('wrongs' in form && form.wrongs.map(({ id }) => id)).toEqual([
      'done-found',
      'done-done',
      'dose-0-drug',
      'dose-0-dose',
      'dose-0-time',
    ])
  })

  test('what was typed can be read again where the task has gone', () => {
    expect([isTyped(EMPTY), isTyped(fields)]).toEqual([false, true])
    expect(typedWords(fields)).toEqual(['Found: Sore', 'Done: Charted dose', 'Given: Morphine 2.5 mg, 02:05'])
  })

  test('nobody looks again in the past', () => {
    const form = readDoneForm({ ...fields, review: { date: '29 11 2026', time: '10:00' } }, AT, AT)

    expect('wrongs' in form && form.wrongs.map(({ id }) => id)).toEqual(['done-review'])
  })
})
