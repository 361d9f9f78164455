import type { Request, Response } from 'express'
import { logHearing, type TaskDeps, taskOfLine } from '#server/dispatch/commandTask.ts'
import { isForeignSite } from '#server/platform/ownOrigin.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { TaskId } from '#shared/ids.ts'
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

  // Sound is not JSON, so this one door does by hand what serve() does: known person, allowed action, own line's task.
  people.router.get('/api/tasks/:taskId/voicemail/sound', async (request: Request, response: Response) => {
    if (isForeignSite(request.headers))
      throw new Problem('not_allowed', 'This request came from another site.')
    const actor = await people.actorOf(request)
    if (!actor)
      throw new Problem('not_signed_in', 'You are not signed in, or your session is over. Sign in again.')
    if (!people.authorize(actor, 'voicemail:hear'))
      throw new Problem('not_allowed', 'Your role does not include this.')
    const taskId = TaskId.safeParse(request.params.taskId).data
    if (!taskId) throw new Problem('not_found', 'There is no such task on this line.')
    const task = await taskOfLine(deps.db, actor, taskId)
    const sound = task.recordingSid ? await line.recordings.sound(task.recordingSid) : null
    if (!sound) throw new Problem('not_found', 'There is no message to hear yet.')
    const { requestId } = response.locals as { requestId: string } // set by the first middleware
    await logHearing(deps.db, actor, task, 'message as sound', requestId)
    response.type(sound.type).send(sound.body)
  })
}
