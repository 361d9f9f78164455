import type { BoardAnswer } from '#shared/answers.ts'
import { type BoardCall, OFF_BOARD } from '#shared/calls.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { HeardEntry, HeardSnapshot } from '#shared/heard.ts'
import type { AnswerId, CallId, StaffId, TaskId, TeamTaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { BoardNurse, LineSummary } from '#shared/staff.ts'
import { type BoardTeamTask, TEAM_TASK_OVER } from '#shared/teamTasks.ts'

/** What this console knows of its line, as of the feed's number `seq`. */
export type Board = {
  readonly seq: number
  readonly line: LineSummary
  readonly calls: ReadonlyMap<CallId, BoardCall>
  readonly tasks: ReadonlyMap<TaskId, BoardTask>
  readonly teamTasks: ReadonlyMap<TeamTaskId, BoardTeamTask>
  /** What came back by text or key and waits for a person. */
  readonly answers: ReadonlyMap<AnswerId, BoardAnswer>
  readonly nurses: ReadonlyMap<StaffId, BoardNurse>
  /** Calls that left the board a moment ago, newest first: a caller who rang off is told about, not wiped away. */
  readonly left: readonly BoardCall[]
}

const KEEPS_LEFT = 20

export function boardFrom(snapshot: HeardSnapshot, before?: Board): Board {
  const calls = snapshot.calls.filter(call => !OFF_BOARD.includes(call.state))
  const still = new Set(calls.map(call => call.callId))
  const vanished = before ? [...before.calls.values()].filter(call => !still.has(call.callId)) : []
  return {
    seq: snapshot.seq,
    line: snapshot.line,
    calls: new Map(calls.map(call => [call.callId, call])),
    tasks: new Map(
      snapshot.tasks.flatMap(task => (task && task.state !== 'done' ? [[task.taskId, task]] : [])),
    ),
    teamTasks: new Map(snapshot.teamTasks.flatMap(task => (task ? [[task.teamTaskId, task]] : []))),
    answers: new Map(snapshot.answers.flatMap(answer => (answer.isTaken ? [] : [[answer.answerId, answer]]))),
    nurses: new Map(snapshot.nurses.map(nurse => [nurse.staffId, nurse])),
    left: [...vanished, ...(before?.left ?? [])].slice(0, KEEPS_LEFT),
  }
}

/**
 * The board after one entry of the feed. An entry already known changes nothing, so repeats and late ones are harmless.
 * Returns 'resync' when entries are missing between: what follows a gap is never shown.
 */
export function applyEntry(board: Board, entry: HeardEntry): Board | 'resync' {
  if (entry.seq <= board.seq) return board
  if (entry.seq !== board.seq + 1) return 'resync'
  return { ...afterHeard(board, entry.message), seq: entry.seq }
}

/** The board after many entries, in the order given; stops at the first gap. */
export function applyEntries(board: Board, entries: readonly HeardEntry[]): Board | 'resync' {
  let present = board
  for (const entry of entries) {
    const next = applyEntry(present, entry)
    if (next === 'resync') return 'resync'
    present = next
  }
  return present
}

/** What this page does not know of is told, and changes nothing here; but a task that it did know and that has become another is gone. */
function afterHeard(board: Board, message: HeardEntry['message']): Board {
  if (message === null) return board
  if (message.kind !== 'newer_task') return afterMessage(board, message)
  const tasks = new Map(board.tasks)
  return tasks.delete(message.taskId) ? { ...board, tasks } : board
}

function afterMessage(board: Board, message: LiveMessage): Board {
  switch (message.kind) {
    case 'call':
      return afterCall(board, message.call)
    case 'task':
      return { ...board, tasks: afterTask(board.tasks, message.task) }
    case 'team_task':
      return { ...board, teamTasks: afterTeamTask(board.teamTasks, message.teamTask) }
    case 'answer':
      return { ...board, answers: afterAnswer(board.answers, message.answer) }
    case 'nurse':
      return { ...board, nurses: new Map(board.nurses).set(message.nurse.staffId, message.nurse) }
    case 'notes':
    case 'identity':
    case 'record':
    case 'shift':
      return board // pointers for whoever has that call or person open: nothing of the board changes
    default:
      return message satisfies never
  }
}

function afterCall(board: Board, call: BoardCall): Board {
  const known = board.calls.get(call.callId)
  if (known && known.version > call.version) return board
  const calls = new Map(board.calls)
  if (!OFF_BOARD.includes(call.state)) return { ...board, calls: calls.set(call.callId, call) }
  calls.delete(call.callId)
  const others = board.left.filter(gone => gone.callId !== call.callId)
  return { ...board, calls, left: [call, ...others].slice(0, KEEPS_LEFT) }
}

function afterTask(tasks: Board['tasks'], task: BoardTask): Board['tasks'] {
  const known = tasks.get(task.taskId)
  if (known && known.version > task.version) return tasks
  const next = new Map(tasks)
  if (task.state === 'done') next.delete(task.taskId)
  else next.set(task.taskId, task)
  return next
}

function afterTeamTask(tasks: Board['teamTasks'], task: BoardTeamTask): Board['teamTasks'] {
  const known = tasks.get(task.teamTaskId)
  if (known && known.version > task.version) return tasks
  const next = new Map(tasks)
  // What is over stays for as long as somebody is out for it.
  if (TEAM_TASK_OVER.includes(task.state) && !task.outs?.length) next.delete(task.teamTaskId)
  else next.set(task.teamTaskId, task)
  return next
}

function afterAnswer(answers: Board['answers'], answer: BoardAnswer): Board['answers'] {
  const next = new Map(answers)
  if (answer.isTaken) next.delete(answer.answerId)
  else next.set(answer.answerId, answer)
  return next
}
