import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { closeTask, logHearing, type TaskDeps, takeTask, taskOfLine } from './commandTask.ts'

/** Fetches what a caller said on the answering machine: sound for the ear, words where the carrier has them. */
export type Messages = {
  words: (recordingSid: string) => Promise<string | null>
  isReady: (recordingSid: string) => Promise<boolean>
}

export type TaskRouteDeps = TaskDeps & { messages: Messages }

export function taskRoutes(people: PeopleRouter, deps: TaskRouteDeps): void {
  serve(people, routes.takeTask, 'task:take', ({ actor, params, body }) =>
    takeTask(deps, actor, params.taskId, body.version),
  )

  serve(people, routes.closeTask, 'task:close', ({ actor, params, body }) =>
    closeTask(deps, actor, params.taskId, body),
  )

  serve(people, routes.voicemail, 'voicemail:hear', async ({ actor, params, requestId }) => {
    const task = await taskOfLine(deps.db, actor, params.taskId)
    // Nobody is told to ring a number that is withheld.
    const instead = task.from === null ? 'The number is withheld: listen for their next call.' : null
    if (!task.recordingSid)
      return {
        kind: 'not_ready' as const,
        because: `The caller left no message. ${instead ?? 'Ring back to ask.'}`,
      }
    if (!(await deps.messages.isReady(task.recordingSid))) {
      return {
        kind: 'not_ready' as const,
        because: `The message is silent, or is still on its way. ${instead ?? 'Ring back without waiting for it.'}`,
      }
    }
    await logHearing(deps.db, actor, task, 'message in words', requestId)
    return {
      kind: 'ready' as const,
      audioUrl: routes.voicemailSound.path.replace(':taskId', task.taskId),
      words: await deps.messages.words(task.recordingSid),
      seconds: task.seconds ?? 0,
    }
  })
}
