import { logHearing, type TaskDeps, taskOfLine } from '#server/dispatch/commandTask.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve, serveSound } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import type { OpenLine } from './openLine.ts'

export type LineRouteDeps = TaskDeps & { line: OpenLine; softphoneUrl: string }

/** What of the telephone people reach over HTTP: the pass for the browser telephone, and the sound of a message. */
export function lineRoutes(people: PeopleRouter, { line, softphoneUrl, ...deps }: LineRouteDeps): void {
  serve(people, routes.softphonePass, 'softphone:use', async ({ actor }) => {
    // The real carrier's browser telephone comes later; until then nobody is let into one that does not exist.
    if (!softphoneUrl)
      throw new Problem(
        'conflict',
        'There is no telephone in the browser here yet. Answer by your own phone.',
      )
    return { kind: 'practice' as const, url: softphoneUrl, ...line.softphonePass(actor.staffId) }
  })

  serveSound(people, routes.voicemailSound, 'voicemail:hear', async ({ actor, params, requestId }) => {
    const task = await taskOfLine(deps.db, actor, params.taskId)
    const sound = task.recordingSid ? await line.recordings.sound(task.recordingSid) : null
    if (!sound) throw new Problem('not_found', 'There is no message to hear yet.')
    await logHearing(deps.db, actor, task, 'message as sound', requestId)
    return sound
  })
}
