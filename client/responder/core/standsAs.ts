import type { Act } from '#shared/onThePhone.ts'
import type { MyTeamTask, TeamTaskState } from '#shared/teamTasks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** How a task stands on this phone: as the server said it, with what was pressed since and is not sent yet. */
export type Stands = {
  state: TeamTaskState
  isMine: boolean
  expectedAt: Instant | null
  setOutAt: Instant | null
  arrivedAt: Instant | null
  /** Nothing is to be done about it on this phone any more, but to send what was pressed. */
  isOver: boolean
  /** They said yes to it, and it is not theirs yet. */
  isAccepting: boolean
  /** Some of this is known to this phone only. */
  isUnsent: boolean
}

/** `sent`: taken by the server since it was asked last. */
export function standsAs(task: MyTeamTask, sent: readonly Act[], waiting: readonly Act[]): Stands {
  const asHeard: Stands = {
    state: task.state,
    isMine: task.isMine,
    expectedAt: task.expectedAt,
    setOutAt: task.setOutAt,
    arrivedAt: task.arrivedAt,
    isOver: false,
    isAccepting: false,
    isUnsent: waiting.length > 0,
  }
  return [...sent, ...waiting].reduce(after, asHeard)
}

function after(stands: Stands, { asked }: Act): Stands {
  if (asked.kind === 'answer') {
    // Somebody else may be quicker: it is theirs when the server has said so, and not before.
    if (asked.body.answer === 'accept') return { ...stands, isAccepting: true }
    return asked.body.answer === 'decline' ? { ...stands, isOver: true } : stands
  }
  const { body } = asked
  switch (body.step) {
    case 'set_out':
      return {
        ...stands,
        state: 'en_route',
        setOutAt: stands.setOutAt ?? body.at,
        expectedAt: body.minutes === null ? null : plusSeconds(body.at, body.minutes * 60),
      }
    case 'arrived':
      return { ...stands, state: 'arrived', arrivedAt: stands.arrivedAt ?? body.at }
    case 'no_access':
      // As the server has it: what was pressed before they came in does not put them out again.
      if (stands.arrivedAt && body.at < stands.arrivedAt) return stands
      return { ...stands, state: 'no_access' }
    // Of their own safety, and not of the task (loneWorker.ts).
    case 'out_by':
    case 'safe':
    case 'help':
    case 'help_mistaken':
      return stands
    default:
      return { ...stands, state: body.step === 'failed' ? 'failed' : 'done', isOver: true }
  }
}

/** Whether pressing this ends it for whoever pressed: from then on nothing of the person stays on the phone. */
export function endsIt({ asked }: Pick<Act, 'asked'>): boolean {
  return asked.kind === 'progress' && ['done', 'hand_on', 'failed'].includes(asked.body.step)
}
