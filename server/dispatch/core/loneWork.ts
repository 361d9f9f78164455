import {
  type OutOnVisit,
  outByBeingThere,
  outBySettingOut,
  type Place,
  type SafetyStep,
} from '#shared/loneWork.ts'
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
  help: { at: Instant; place: Place | null; mistakenAt: Instant | null } | null
  over: { at: Instant; how: 'safe' | 'left' | 'closed' } | null
}

/** Said by who goes, by the ladder (`taking`: which time somebody had the task, from 1), or by a nurse. */
export type SafetyEvent =
  | { kind: 'out_by'; at: Instant; by: Named; until: Instant }
  | { kind: 'safe'; at: Instant; by: Named; via: 'app' | 'text' | 'ring' }
  | { kind: 'help_pressed'; at: Instant; by: Named; place: Place | null }
  | { kind: 'help_mistaken'; at: Instant; by: Named }
  | { kind: 'check_out_missed'; at: Instant; taking: number; outBy: Instant }
  /** `whom`: who could be told; nobody's name stands there who could not. */
  | { kind: 'safety_step'; at: Instant; taking: number; outBy: Instant; step: Step; whom: readonly string[] }
  | { kind: 'alarm_ended'; at: Instant; by: Named; taking: number; words: string; until: Instant | null }

const SAFETY: readonly string[] = [
  'out_by',
  'safe',
  'help_pressed',
  'help_mistaken',
  'check_out_missed',
  'safety_step',
  'alarm_ended',
] satisfies SafetyEvent['kind'][]

export function isAboutSafety<Event extends { kind: string }>(
  event: Event | SafetyEvent,
): event is SafetyEvent {
  return SAFETY.includes(event.kind)
}

const NO_STEPS = { buddy: null, lead: null, police: null } as const

function begun(who: Named, since: Instant, by: Instant, isChosen = false): Out {
  return { who, since, by, isChosen, missed: null, steps: NO_STEPS, help: null, over: null }
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
  if (by === null) return out
  if (!isOut(out)) return begun(who, at, by)
  // Somebody who has been missed is heard of: what they press is a sign that they can press.
  return out.isChosen || out.help ? out : begun(who, out.since, by)
}

/** Who ends a visit has left it. Of a call for help that is no answer: a nurse speaks to them first. */
export function whenLeft(out: Out | null, at: Instant): Out | null {
  return isOut(out) && !out.help ? { ...out, over: { at, how: 'left' } } : out
}

export type SafetyMove = { kind: 'moved'; out: Out } | { kind: 'ignored'; because: string }

/** What an event does to the safety of one who goes; `kindOfWork` for somebody who presses before they set out. */
export function safetyAfter(out: Out | null, event: SafetyEvent, kindOfWork: WorkKind): SafetyMove {
  const ignored = (because: string): SafetyMove => ({ kind: 'ignored', because })
  const to = (next: Out): SafetyMove => ({ kind: 'moved', out: next })
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
      if (event.at < out.since) return ignored('it was said of a time before')
      return to({ ...out, over: { at: event.at, how: 'safe' } })
    case 'help_mistaken':
      return out.help && !out.help.mistakenAt
        ? to({ ...out, help: { ...out.help, mistakenAt: event.at } })
        : ignored('nothing was pressed')
    case 'check_out_missed':
      return out.missed || out.help || out.by !== event.outBy
        ? ignored('it is not missed')
        : to({ ...out, missed: event.at })
    case 'safety_step':
      return !out.missed || out.help || out.by !== event.outBy || out.steps[event.step]
        ? ignored('it is not needed any more')
        : to({ ...out, steps: { ...out.steps, [event.step]: event.at } })
    case 'alarm_ended':
      return to(
        event.until
          ? begun(out.who, out.since, event.until, true)
          : { ...out, over: { at: event.at, how: 'closed' } },
      )
  }
}

/** Pressed again with a place it says where; pressed again after "by accident" it is meant. */
function pressed(
  out: Out | null,
  { by, at, place }: Extract<SafetyEvent, { kind: 'help_pressed' }>,
  kindOfWork: WorkKind,
): SafetyMove {
  const before = isOut(out) ? out : begun(by, at, outByBeingThere(kindOfWork, at) ?? at)
  const { help } = before
  if (help && !help.mistakenAt)
    return place
      ? { kind: 'moved', out: { ...before, help: { ...help, place } } }
      : { kind: 'ignored', because: 'they pressed before' }
  return {
    kind: 'moved',
    out: { ...before, help: { at, place: place ?? help?.place ?? null, mistakenAt: null } },
  }
}

/** How far it has come. */
export function stepOf({ missed, steps, help }: Out): SafetyStep {
  if (help) return 'help'
  if (steps.police) return 'police'
  if (steps.lead) return 'lead'
  if (steps.buddy) return 'buddy'
  return missed ? 'missed' : 'out'
}

type Taken = { team: string; out: Out | null }

/** Everybody who is out, as the board shows it. */
export function outsOf(takings: readonly Taken[]): OutOnVisit[] {
  return takings.flatMap(({ team, out }, nth) =>
    isOut(out)
      ? [
          {
            taking: nth + 1,
            ...out.who,
            team,
            since: out.since,
            by: out.by,
            step: stepOf(out),
            helpAt: out.help?.at ?? null,
            isMistaken: out.help?.mistakenAt != null,
          },
        ]
      : [],
  )
}
