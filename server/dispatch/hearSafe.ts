import type { KeptAnswer } from '#server/messages/answerStore.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import type { LineId } from '#shared/ids.ts'
import { LONE_WORK } from '#shared/loneWork.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { plusSeconds } from '#shared/time.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { isOut } from './core/loneWork.ts'
import { watchesOf } from './core/watches.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTasksOf } from './teamTaskStore.ts'
import { byWhen, type Message, type TellDeps, textAbout } from './telling.ts'

/** The ring that asks whether they are safe: 1 is that they are, and the only key that says so. That they are out is said by no key. */
const RINGS: readonly string[] = ['ring_check_out'] satisfies TemplateName[]

export function isSafe({ said, template }: Pick<KeptAnswer, 'said' | 'template'>): boolean {
  return said.kind === 'safe' || (said.kind === 'accept' && RINGS.includes(template ?? ''))
}

/** What came of it: heard, with what is said back; or of no visit of theirs, with the code that they gave. */
type Heard = { kind: 'heard'; reply: Message | null } | { kind: 'of_nothing'; code: string | null }

/**
 * Somebody says by text or key that they are safe. With a code it is of that visit, without one of every visit for which they are out: of
 * two who are one person both are safe. Said without that they are out, which may be in the house, it is more time and not the end. Only they themselves can say so: whose number it is, was looked at when it came.
 */
export async function hearSafe(
  deps: TellDeps,
  lineId: LineId,
  { said, fromStaff, fromNumber, sourceKey, teamTaskId, via, at }: KeptAnswer,
): Promise<Heard> {
  const code = 'code' in said ? said.code : null
  if (!fromStaff) return { kind: 'of_nothing', code }
  const tasks = await readTeamTasksOf(deps.db, lineId, fromStaff)
  const theirs = tasks.flatMap(task => {
    const watch = watchesOf(task.facts).findLast(one => one.by.staffId === fromStaff && isOut(one.out))
    return watch ? [{ task, by: watch.by }] : []
  })
  const meant =
    code === null
      ? theirs.filter(({ task }) => via === 'text' || task.id === teamTaskId)
      : theirs.filter(({ task }) => task.facts.code === code)
  const [first] = meant
  if (!first) return { kind: 'of_nothing', code }
  const isOutNow = said.kind === 'safe' && said.isOut === true
  const until = plusSeconds(at, LONE_WORK.safeFor * 60)
  const after: StoredTeamTask[] = []
  for (const { task, by } of meant) {
    const changed = await changeTeamTask(deps, lineId, task.id, () => ({
      kind: 'event',
      sourceKey: `team_task/${task.id}/safe/${sourceKey}`,
      event: isOutNow
        ? { kind: 'safe', at, by, via: 'text' }
        : { kind: 'still_safe', at, by, via: via === 'text' ? 'text' : 'ring', until },
      byStaff: by.staffId,
    }))
    if (changed.kind !== 'refused') after.push(changed.task)
  }
  // Who has pressed for help is not told that they are asked no more.
  const isHelped = meant.some(({ task, by }) =>
    watchesOf(task.facts).some(({ out }) => out?.who.staffId === by.staffId && isOut(out) && out.help),
  )
  if (via !== 'text' || isHelped) return { kind: 'heard', reply: null }
  const phone = E164.safeParse(fromNumber).data
  const told = { staffId: fromStaff, phone, key: `said/${sourceKey}` }
  // Of several visits the one that asks them first.
  const [asked] = after
    .flatMap(({ facts }) => watchesOf(facts).flatMap(({ out }) => (isOut(out) ? [out] : [])))
    .flatMap(out => (out.who.staffId === fromStaff ? [out.by] : []))
    .toSorted()
  const reply = asked
    ? textAbout(deps, first.task, { ...told, template: 'safe_longer', by: byWhen(asked, deps.clock()) })
    : textAbout(deps, first.task, { ...told, template: 'safe_heard' })
  return { kind: 'heard', reply }
}
