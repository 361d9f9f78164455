import type { KeptAnswer } from '#server/messages/answerStore.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import type { LineId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { isCallForHelp, lastOutFor } from './core/calledByText.ts'
import { readTeamTasksOf } from './teamTaskStore.ts'
import { type TellDeps, textAbout } from './telling.ts'

/**
 * A text that no rule can read, from somebody who is out on a visit. Where it calls for help it is a call for help, of the visit where they
 * arrived at last; and whatever it says, they are not asked for ACCEPT or DECLINE. A person reads it all the same.
 */
export async function hearFromOut(
  deps: TellDeps,
  lineId: LineId,
  { fromStaff, fromNumber, sourceKey, words, at }: KeptAnswer,
): Promise<Keeping> {
  if (!fromStaff) return 'needless'
  const last = lastOutFor(await readTeamTasksOf(deps.db, lineId, fromStaff), fromStaff)
  if (!last) return 'needless'
  const { task, by } = last
  if (isCallForHelp(words ?? ''))
    await changeTeamTask(deps, lineId, task.id, () => ({
      kind: 'event',
      sourceKey: `team_task/${task.id}/help/${sourceKey}`,
      event: { kind: 'help_pressed', at, by, place: null, via: 'text' },
      byStaff: by.staffId,
    }))
  const phone = E164.safeParse(fromNumber).data
  // Once in an hour: a telephone that answers by itself must not answer us for ever.
  const key = `out_text/${fromStaff}/${at.slice(0, 13)}`
  const reply = textAbout(deps, task, { staffId: fromStaff, phone, key, template: 'out_text_read' })
  if (!reply) return 'kept'
  const { sql } = deps.db
  await deps.db.run(sql`with ${sendMessages(sql, lineId, [reply], sql`true`)} select 1`)
  deps.wakeTicker()
  return 'kept'
}
