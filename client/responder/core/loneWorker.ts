import { type OutOnVisit, outByBeingThere, outByLeaving, outBySettingOut } from '#shared/loneWork.ts'
import type { Act, HeldTask } from '#shared/onThePhone.ts'
import type { MyTeamTask } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Stands } from './standsAs.ts'

/** How long somebody stays, to be chosen. Minutes. */
export const OUT_MINUTES = [15, 30, 60, 90, 120, 240] as const

/** How it stands with somebody's own safety on this phone: as the server said it, with what was pressed since. */
export type OutStands = {
  by: Instant
  isChosen: boolean
  help: HelpStands | null
}

/** `seenTo`: who of the line has it; null while nobody has said so. */
export type HelpStands = { at: Instant; isMistaken: boolean } & Pick<OutOnVisit, 'seenTo' | 'rung999'>

/** Null: they are not out. `sent`: taken by the server since it was asked last. */
export function outStands(task: MyTeamTask, sent: readonly Act[], waiting: readonly Act[]): OutStands | null {
  const { out } = task
  const asHeard = out && {
    by: out.by,
    isChosen: false,
    help: out.helpAt
      ? { at: out.helpAt, isMistaken: out.isMistaken, seenTo: out.seenTo, rung999: out.rung999 }
      : null,
  }
  return [...sent, ...waiting].reduce((stands, act) => after(stands, act, task), asHeard)
}

function after(stands: OutStands | null, { asked }: Act, { kind, expectedAt }: MyTeamTask): OutStands | null {
  if (asked.kind === 'answer') return stands
  const { body } = asked
  const begun = (by: Instant | null) => (by === null ? stands : moved(stands, by))
  switch (body.step) {
    case 'set_out':
      return begun(
        outBySettingOut(
          kind,
          body.at,
          body.minutes === null ? expectedAt : plusSeconds(body.at, body.minutes * 60),
        ),
      )
    case 'arrived':
      return begun(outByBeingThere(kind, body.at))
    case 'out_by':
      return {
        by: plusSeconds(body.at, body.minutes * 60),
        isChosen: true,
        help: stands?.help ?? null,
      }
    case 'help':
      return {
        by: stands?.by ?? body.at,
        isChosen: stands?.isChosen ?? false,
        // Its place, told after “by accident”, is of the press before it.
        help:
          stands?.help && (!stands.help.isMistaken || body.at <= stands.help.at)
            ? stands.help
            : { at: body.at, isMistaken: false, seenTo: null, rung999: null },
      }
    case 'help_mistaken':
      return stands?.help ? { ...stands, help: { ...stands.help, isMistaken: true } } : stands
    case 'no_access':
      return stands
    case 'safe':
      // A call for help is closed by a nurse.
      return stands?.help ? stands : null
    default:
      return stands && doneThere(stands, outByLeaving(body.at))
  }
}

/** Done there is not yet out of the house, as the server has it. */
function doneThere(stands: OutStands, by: Instant): OutStands {
  return stands.help || (stands.isChosen && by <= stands.by) ? stands : { ...stands, by, isChosen: false }
}

function moved(stands: OutStands | null, by: Instant): OutStands {
  return stands && (stands.isChosen || stands.help) ? stands : { by, isChosen: false, help: null }
}

/**
 * To which house help is sent: of the visits that they have or are still out for, the one where they arrived at last, or for which they set
 * out since. `actsOn`: what this phone has said of a task and has not heard back.
 */
export function lastGoneTo(
  visits: readonly HeldTask[],
  actsOn: (held: HeldTask) => readonly Act[],
): HeldTask | undefined {
  const [last] = visits
    .map(held => ({ held, at: lastSignOf(held, actsOn(held)) }))
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  return last?.held
}

/** When they were last known to be there or on the way; nothing where they have only said yes. */
function lastSignOf({ task }: HeldTask, acts: readonly Act[]): Instant | '' {
  const pressed = acts.flatMap(({ asked }) =>
    asked.kind === 'progress' && ON_THE_WAY.includes(asked.body.step) ? [asked.body.at] : [],
  )
  return [task.setOutAt, task.arrivedAt, task.out?.since, ...pressed].reduce<Instant | ''>(
    (last, at) => (at && at > last ? at : last),
    '',
  )
}

const ON_THE_WAY: readonly string[] = ['set_out', 'arrived', 'no_access']

/** Whether somebody goes, or is there, for whom nobody looks: they have said that they are out. */
export function isUnwatched(task: MyTeamTask, { state }: Pick<Stands, 'state'>): boolean {
  return isVisit(task) && ['en_route', 'arrived', 'no_access'].includes(state)
}

/** What was pressed for help and is not with the server yet. */
export function unsentHelp(waiting: readonly Act[]): Act | undefined {
  return waiting.find(isHelp)
}

export function isHelp({ asked }: Pick<Act, 'asked'>): boolean {
  return asked.kind === 'progress' && asked.body.step === 'help'
}

/** Whether somebody can be out for it at all. */
export function isVisit({ kind }: Pick<MyTeamTask, 'kind'>): boolean {
  return !('isRemote' in workKinds[kind])
}
