import { randomUUID } from 'node:crypto'
import type { Board } from '#client/live/core/board.ts'
import { boardFrom } from '#client/live/core/board.ts'
import { BoardCall } from '#shared/calls.ts'
import { BoardTask } from '#shared/dispatch.ts'
import { LineId, StaffId } from '#shared/ids.ts'
import type { BoardSnapshot, FeedEntry, LiveMessage } from '#shared/live.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { BoardNurse } from '#shared/staff.ts'

export const AT = '2026-11-23T02:10:00.000Z'
export const GRACE = StaffId.parse('00000000-0000-4000-8000-000000000001')
export const PRIYA = StaffId.parse('00000000-0000-4000-8000-000000000002')

export function aCall(over: Partial<BoardCall> = {}): BoardCall {
  return BoardCall.parse({
    callId: randomUUID(),
    version: 1,
    state: 'waiting',
    from: '+441632960123',
    startedAt: AT,
    waitingSince: AT,
    talkingSince: null,
    endedAt: null,
    claimedBy: null,
    offeredTo: [],
    wasCutOff: false,
    isIdentified: false,
    ...over,
  })
}

export function aTask(over: Partial<BoardTask> = {}): BoardTask {
  return BoardTask.parse({
    taskId: randomUUID(),
    version: 1,
    kind: 'call_back_abandoned',
    state: 'open',
    callId: null,
    from: '+441632960123',
    raisedAt: AT,
    dueAt: '2026-11-23T02:25:00.000Z',
    owner: { kind: 'desk' },
    patientId: null,
    recordingSid: null,
    seconds: null,
    tries: 0,
    ...over,
  })
}

export function aNurse(over: Partial<BoardNurse> = {}): BoardNurse {
  return BoardNurse.parse({
    staffId: PRIYA,
    name: 'Priya Nair',
    role: 'coordinator',
    state: 'ready',
    answersBy: 'browser',
    since: AT,
    heard: true,
    callId: null,
    ...over,
  })
}

export function aSnapshot(over: Partial<BoardSnapshot> = {}): BoardSnapshot {
  return {
    seq: 10,
    at: AT,
    line: {
      id: LineId.parse('00000000-0000-4000-8000-00000000000a'),
      name: 'Airedale',
      phoneNumber: E164.parse('+441632960100'),
    },
    calls: [],
    tasks: [],
    teamTasks: [],
    answers: [],
    nurses: [],
    ...over,
  }
}

export function aBoard(over: Partial<BoardSnapshot> = {}): Board {
  return boardFrom(aSnapshot(over))
}

export function entry(seq: number, message: LiveMessage): FeedEntry {
  return { seq, at: AT, message }
}
