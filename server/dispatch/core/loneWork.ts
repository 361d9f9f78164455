import { outByBeingThere, outByLeaving, outBySettingOut, type Place } from '#shared/loneWork.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import type { Named } from './teamTaskFacts.ts'

/** Who told somebody what, and when, of whoever has not said that they are safe. */
export type Step = 'buddy' | 'lead' | 'police'

/** Somebody on a visit, until they say that they are safe, leave it, or a nurse knows that they are. `over`: it ended. */
export type Out = {
  who: Named
  since: Instant
  /** By when they are to be out. */
  by: Instant
  /** They said so themselves: nothing moves it but they. */
  isChosen: boolean
  /** When its time was over and nothing had been heard, and when each step after it was taken. */
  missed: Instant | null
  steps: Readonly<Record<Step, Instant | null>>
  /** `lastAt`: pressed last. `toldAt`: since when the diary says who is told of it. */
  help: {
    at: Instant
    place: Place | null
    mistakenAt: Instant | null
    lastAt?: Instant | undefined
    toldAt?: Instant | undefined
  } | null
  /** When it was last said how it stands, by whoever said it: a phone without a signal tells late, and older words change nothing. */
  saidAt?: Instant | undefined
  /** The last press for help that a nurse has answered: the same press, heard once more, begins nothing. */
  answeredHelp?: Instant | undefined
  /** Who of the line has said that they see to it. */
  seenTo: { by: Named; at: Instant } | null
  rung999: { by: Named; at: Instant; reference: string | null } | null
  /** `left`: of before, when the end of a visit was taken for it. */
  over: { at: Instant; how: 'safe' | 'left' | 'closed' } | null
}

/** Said by who goes, by the ladder (`taking`: which time somebody had the task, from 1), or by a nurse. */
export type SafetyEvent =
  | { kind: 'out_by'; at: Instant; by: Named; until: Instant }
  /** Safe, and out: nobody watches any more. `ring`: of before, when a key was taken for it. */
  | { kind: 'safe'; at: Instant; by: Named; via: 'app' | 'text' | 'ring' }
  /** Safe, and not known to be out. */
  | { kind: 'still_safe'; at: Instant; by: Named; via: 'text' | 'ring'; until: Instant }
  /** `isPlaceTold`: how the diary keeps it. */
  | {
      kind: 'help_pressed'
      at: Instant
      by: Named
      place: Place | null
      isPlaceTold?: true
      via?: 'text'
    }
  | { kind: 'help_mistaken'; at: Instant; by: Named }
  | { kind: 'check_out_missed'; at: Instant; taking: number; outBy: Instant }
  /** `whom`: who could be told; nobody's name stands there who could not. */
  | { kind: 'safety_step'; at: Instant; taking: number; outBy: Instant; step: Step; whom: readonly string[] }
  /** Who could be told of a call for help: who leads, or of their team where none of those could. */
  | {
      kind: 'help_told'
      at: Instant
      taking: number
      since: Instant
      leads: readonly string[]
      team: readonly string[]
    }
  | { kind: 'seen_to'; at: Instant; by: Named; taking: number }
  | { kind: 'rung_999'; at: Instant; by: Named; taking: number; reference: string | null; rungAt?: Instant }
  | { kind: 'alarm_ended'; at: Instant; by: Named; taking: number; words: string; until: Instant | null }

const SAFETY: readonly string[] = [
  'out_by',
  'safe',
  'still_safe',
  'help_pressed',
  'help_mistaken',
  'check_out_missed',
  'safety_step',
  'help_told',
  'seen_to',
  'rung_999',
  'alarm_ended',
] satisfies SafetyEvent['kind'][]

export function isAboutSafety<Event extends { kind: string }>(
  event: Event | SafetyEvent,
): event is SafetyEvent {
  return SAFETY.includes(event.kind)
}

const NO_STEPS = { buddy: null, lead: null, police: null } as const

function begun(who: Named, since: Instant, by: Instant, isChosen = false): Out {
  const nothing = { missed: null, steps: NO_STEPS, help: null, seenTo: null, rung999: null, over: null }
  return { who, since, by, isChosen, ...nothing }
}

/** Whether it was said before what is known: by another phone, or by this one without a signal. */
function isOlder(at: Instant, out: Out | null): boolean {
  return out !== null && at < (out.saidAt ?? out.over?.at ?? out.since)
}

/** As it stands by what was said at this moment. */
function saidNow(before: Out | null, next: Out, at: Instant): Out {
  return { ...next, saidAt: at, answeredHelp: before?.answeredHelp }
}

/** Whether somebody waits to hear that they are safe. */
export function isOut(out: Out | null | undefined): out is Out {
  return out != null && out.over === null
}

/** Whether it is more than a clock that runs. */
export function isAlarm(out: Out | null | undefined): out is Out {
  return isOut(out) && (out.missed !== null || out.help !== null)
}

/** Who sets out, or says another time of arrival: the clock follows, unless they chose one. Of work at a desk there is none. */
export function whenSetOut(
  out: Out | null,
  kind: WorkKind,
  who: Named,
  at: Instant,
  expectedAt: Instant | null,
): Out | null {
  return moved(out, who, at, outBySettingOut(kind, at, expectedAt))
}

export function whenThere(out: Out | null, kind: WorkKind, who: Named, at: Instant): Out | null {
  return moved(out, who, at, outByBeingThere(kind, at))
}

function moved(out: Out | null, who: Named, at: Instant, by: Instant | null): Out | null {
  if (by === null || isOlder(at, out)) return out
  if (!isOut(out)) return saidNow(out, begun(who, at, by), at)
  // Somebody who has been missed is heard of, whatever time they had chosen: what they press is a sign that they can press.
  const isTheirs = out.help !== null || (out.isChosen && out.missed === null)
  return saidNow(out, isTheirs ? out : begun(who, out.since, by), at)
}

/**
 * Who is done with a visit may still be in the house: they are asked whether they are out, and have the usual minutes for it, or longer where
 * they chose so. Of a call for help it is no answer, and what was pressed long before they were missed neither.
 */
export function whenDoneThere(out: Out | null, at: Instant): Out | null {
  if (!isOut(out) || out.help || isOlder(at, out)) return out
  const by = outByLeaving(at)
  const isNoMoreTime = out.missed ? by <= out.missed : out.isChosen && by <= out.by
  return saidNow(out, isNoMoreTime ? out : begun(out.who, out.since, by), at)
}

export type SafetyMove = { kind: 'moved'; out: Out } | { kind: 'ignored'; because: string }

const ignored = (because: string): SafetyMove => ({ kind: 'ignored', because })
const to = (next: Out): SafetyMove => ({ kind: 'moved', out: next })

/**
 * What an event does to the safety of one who goes; `kindOfWork` for somebody who presses before they set out. What they said before what is
 * known by now changes nothing of it, but for a call for help; what a nurse says is of now.
 */
export function safetyAfter(out: Out | null, event: SafetyEvent, kindOfWork: WorkKind): SafetyMove {
  const isSaid = 'by' in event && event.kind !== 'help_pressed' && event.kind !== 'help_mistaken'
  if (isSaid && event.kind !== 'alarm_ended' && isOlder(event.at, out))
    return { kind: 'ignored', because: 'something else was said since' }
  const move = safetyMove(out, event, kindOfWork)
  return move.kind === 'moved' && isSaid
    ? { ...move, out: saidNow(event.kind === 'alarm_ended' ? move.out : out, move.out, event.at) }
    : move
}

function safetyMove(out: Out | null, event: SafetyEvent, kindOfWork: WorkKind): SafetyMove {
  if (event.kind === 'help_pressed') return pressed(out, event, kindOfWork)
  if (!isOut(out)) {
    return event.kind === 'out_by'
      ? to(begun(event.by, event.at, event.until, true))
      : ignored('they are not out')
  }
  switch (event.kind) {
    case 'out_by':
      if (out.help) return ignored('they pressed for help: a nurse speaks to them')
      if (event.until <= (out.missed ?? event.at)) return ignored('that time is over')
      return to(begun(out.who, out.since, event.until, true))
    case 'safe':
      if (out.help) return ignored('they pressed for help: a nurse speaks to them')
      return to({ ...out, over: { at: event.at, how: 'safe' } })
    case 'still_safe':
      if (out.help) return ignored('they pressed for help: a nurse speaks to them')
      if (event.until <= (out.missed ?? event.at)) return ignored('that time is over')
      // Said early, it takes nothing from the time that they have.
      return out.missed === null && event.until <= out.by
        ? ignored('they have longer')
        : to(begun(out.who, out.since, event.until, true))
    case 'help_mistaken':
      if (!out.help || out.help.mistakenAt) return ignored('nothing was pressed')
      if (event.at < lastPressOf(out.help)) return ignored('they pressed again since')
      return to({ ...out, help: { ...out.help, mistakenAt: event.at } })
    case 'check_out_missed':
      return out.missed || out.help || out.by !== event.outBy
        ? ignored('it is not missed')
        : to({ ...out, missed: event.at })
    case 'safety_step':
      return !out.missed || out.help || out.by !== event.outBy || !isStepWanted(out, event.step)
        ? ignored('it is not needed any more')
        : to({ ...out, steps: { ...out.steps, [event.step]: event.at } })
    case 'help_told':
      return out.help?.at !== event.since || out.help.toldAt
        ? ignored('it is not needed any more')
        : to({ ...out, help: { ...out.help, toldAt: event.at } })
    case 'seen_to':
      return isAlarm(out)
        ? to({ ...out, seenTo: { by: event.by, at: event.at } })
        : ignored('nobody is missed, and nobody has pressed')
    case 'rung_999': {
      if (!isAlarm(out)) return ignored('nobody is missed, and nobody has pressed')
      const { by, at, reference } = event
      return to({
        ...out,
        seenTo: out.seenTo ?? { by, at },
        rung999: { by, at: event.rungAt ?? at, reference },
      })
    }
    case 'alarm_ended': {
      const answeredHelp = out.help ? lastPressOf(out.help) : out.answeredHelp
      const ended = event.until
        ? begun(out.who, out.since, event.until, true)
        : { ...out, help: withoutPlace(out.help), over: { at: event.at, how: 'closed' as const } }
      return to({ ...ended, answeredHelp })
    }
  }
}

/** Where somebody was is kept for as long as somebody may have to be sent there. */
function withoutPlace(help: Out['help']): Out['help'] {
  return help && { ...help, place: null }
}

/** As the diary keeps it for ever: that a place was told, and not which. It may be the house of somebody who must not be found. */
export function asInDiary<Event extends { kind: string }>(event: Event | SafetyEvent): Event | SafetyEvent {
  return isAboutSafety(event) && event.kind === 'help_pressed' && event.place
    ? { ...event, place: null, isPlaceTold: true }
    : event
}

function lastPressOf({ at, lastAt }: NonNullable<Out['help']>): Instant {
  return lastAt ?? at
}

/**
 * Once somebody of the line sees to it, nobody else is told; that 999 is asked for at its time goes on all the same until it is rung: whoever
 * sees to it may have been called away.
 */
export function isStepWanted({ steps, seenTo, rung999 }: Out, step: Step): boolean {
  if (steps[step]) return false
  return step === 'police' ? rung999 === null : seenTo === null
}

/**
 * Pressed again with a place it says where; pressed again after "by accident" it is meant. However old, it is heard: it may be all that
 * came out of a house without a signal. Only the press that a nurse has answered, sent once more with its place, begins nothing.
 */
function pressed(
  out: Out | null,
  { by, at, place }: Extract<SafetyEvent, { kind: 'help_pressed' }>,
  kindOfWork: WorkKind,
): SafetyMove {
  const help = isOut(out) ? out.help : null
  if (!help && out?.answeredHelp && at <= out.answeredHelp) return ignored('a nurse has answered it')
  const until = outByBeingThere(kindOfWork, at) ?? at
  const saidAt = out?.saidAt ?? at
  const before = isOut(out) ? out : saidNow(out, begun(by, at, until), saidAt)
  const asHelp = (change: NonNullable<Out['help']>) => to({ ...before, help: change })
  const isMeantAnew = help?.mistakenAt != null && at >= help.mistakenAt
  if (!help || isMeantAnew)
    return to({
      ...before,
      help: { at, place: place ?? help?.place ?? null, mistakenAt: null, lastAt: at },
      // Whoever saw to what was before has not seen this.
      seenTo: null,
    })
  const lastAt = lastPressOf(help)
  if (!place && at <= lastAt) return ignored('they pressed before')
  return asHelp({ ...help, place: place ?? help.place, lastAt: at > lastAt ? at : lastAt })
}

/** A call for help that did not stand before: its first press, or one that is meant after "by accident". */
export function newHelp(
  before: readonly { number: number; out: Out | null }[],
  after: readonly { number: number; out: Out | null }[],
): Instant | null {
  const news = after.map(({ number, out }) => {
    const at = out?.help?.at
    return at !== undefined && at !== before.find(one => one.number === number)?.out?.help?.at ? at : null
  })
  return news.find(at => at !== null) ?? null
}
