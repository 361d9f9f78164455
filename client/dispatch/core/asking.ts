import type { TeamId } from '#shared/ids.ts'
import { outlivesDeath, type Skill, skills, type WorkKind, workKinds } from '#shared/teamWork.ts'
import { Urgency, urgencies } from '#shared/urgency.ts'

/** What a nurse has typed of what is to be asked; the empty string is a choice not made yet. */
export type Asking = {
  kind: WorkKind | ''
  urgency: Urgency | ''
  why: string
  first: TeamId | ''
  skill: Skill | ''
  againBecause: string
}
export const EMPTY_ASKING: Asking = { kind: '', urgency: '', why: '', first: '', skill: '', againBecause: '' }

type Wrong = { id: string; says: string }

/** What is missing, each with the field it belongs to. */
export function judgeAsking(asking: Asking, needsReason: boolean): Wrong[] {
  return [
    ...(asking.kind ? [] : [{ id: 'ask-kind', says: 'Choose what is needed.' }]),
    ...(asking.urgency ? [] : [{ id: 'ask-urgency', says: 'Choose how soon.' }]),
    ...(asking.why.trim()
      ? []
      : [{ id: 'ask-why', says: 'Say in one line why: the caller’s own words are best.' }]),
    ...(needsReason && !asking.againBecause.trim()
      ? [{ id: 'ask-again', says: 'Say why a second one is needed.' }]
      : []),
  ]
}

/** What can be asked for: of somebody who has died, what follows. */
export function kindChoices(hasDied: boolean): { value: WorkKind; says: string }[] {
  return Object.entries(workKinds).flatMap(([kind, { text }]) => {
    const value = kind as WorkKind // a key of the table
    return hasDied && !outlivesDeath(value) ? [] : [{ value, says: text }]
  })
}

/**
 * Always in the one order, so that a hand that knows it is never one off; the usual ones of this kind say so. A day that is agreed needs a
 * day, and is not offered here.
 */
export function urgencyChoices(kind: WorkKind | ''): { value: Urgency; says: string }[] {
  const usual: readonly Urgency[] = kind ? workKinds[kind].usual : []
  return Urgency.options
    .filter(one => one !== 'U6')
    .map(value => ({
      value,
      says: `${value}, ${within(value)}${usual.includes(value) ? ' (usual)' : ''}: ${urgencies[value].text}`,
    }))
}

function within(urgency: Urgency): string {
  const { minutes } = urgencies[urgency]
  if (minutes === null) return 'on a day'
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`
}

/** Where several would do, one is named. */
export function skillChoices(kind: WorkKind | ''): { value: Skill; says: string }[] {
  const wanted: readonly Skill[] =
    kind === 'catheter'
      ? ['catheter_male', 'catheter_female']
      : kind === 'symptom_visit'
        ? ['give_medicines', 'syringe_pump', 'prescribe']
        : kind === 'gp_visit'
          ? ['prescribe', 'certify_death']
          : []
  return wanted.map(value => ({ value, says: skills[value].text }))
}
