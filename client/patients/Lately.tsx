import type { PastTeamTask } from '#shared/pastTeamTasks.ts'
import { PastCalls, type PastCallsProps } from './PastCalls.tsx'
import { PastTeamTasks } from './PastTeamTasks.tsx'

type Props = PastCallsProps & { teamTasks: readonly PastTeamTask[] }

/** What has happened about the person: the last calls, and what was asked of teams. */
export function Lately({ teamTasks, ...calls }: Props) {
  return (
    <>
      <PastCalls {...calls} />
      <PastTeamTasks tasks={teamTasks} now={calls.now} />
    </>
  )
}
