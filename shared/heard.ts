import { z } from 'zod'
import { BoardTask, TaskKind } from './dispatch.ts'
import { TaskId, TeamTaskId } from './ids.ts'
import { BoardSnapshot, FeedEntry, LiveMessage } from './live.ts'
import { routes } from './routes.ts'
import { BoardTeamTask } from './teamTasks.ts'
import { WorkKind } from './teamWork.ts'

/**
 * What the server tells, as a page of yesterday hears it. Kinds of messages and tasks are added without the protocol growing: one that is
 * not known here is read as null, and the page goes on and says that it is older than the server; of a task at least which it is, for one
 * that was known here may have become another. What is of a known kind and cannot be read is an error as before: nothing of it may be
 * missing.
 */

const KINDS: ReadonlySet<string> = new Set(LiveMessage.options.map(({ shape }) => shape.kind.value))
const NewerMessage = z
  .looseObject({ kind: z.string() })
  .refine(({ kind }) => !KINDS.has(kind))
  .transform(() => null)
const NewerTask = z
  .looseObject({ kind: z.string(), taskId: TaskId })
  .refine(({ kind }) => !TaskKind.safeParse(kind).success)
const NewerTaskTold = z
  .object({ kind: z.literal('task'), task: NewerTask })
  .transform(({ task: { taskId } }) => ({ kind: 'newer_task' as const, taskId }))

const NewerTeamTask = z
  .looseObject({ kind: z.string(), teamTaskId: TeamTaskId })
  .refine(({ kind }) => !WorkKind.safeParse(kind).success)
  .transform(() => null)
const NewerTeamTaskTold = z
  .object({ kind: z.literal('team_task'), teamTask: NewerTeamTask })
  .transform(() => null)

export const HeardEntry = FeedEntry.extend({
  message: z.union([LiveMessage, NewerMessage, NewerTaskTold, NewerTeamTaskTold]),
})
export type HeardEntry = z.infer<typeof HeardEntry>

export const HeardSnapshot = BoardSnapshot.extend({
  tasks: z.array(z.union([BoardTask, NewerTask.transform(() => null)])),
  teamTasks: z.array(z.union([BoardTeamTask, NewerTeamTask])).default([]),
})
export type HeardSnapshot = z.infer<typeof HeardSnapshot>

/** The routes of a board, their replies read so. */
export const heardRoutes = {
  board: { ...routes.board, reply: HeardSnapshot },
  feed: {
    ...routes.feed,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('entries'), entries: z.array(HeardEntry), seq: z.int() }),
      z.object({ kind: z.literal('snapshot'), snapshot: HeardSnapshot }),
    ]),
  },
}
