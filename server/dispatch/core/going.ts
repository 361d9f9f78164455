import { assertNever } from '#shared/assertNever.ts'
import type { Instant } from '#shared/time.ts'
import { afresh, withTaking } from './factsMoved.ts'
import { isAlarm, whenDoneThere, whenSetOut, whenThere } from './loneWork.ts'
import type { TeamTaskMove } from './teamTask.ts'
import type { Taking, TeamTaskEvent, TeamTaskFacts } from './teamTaskFacts.ts'
import { promoted } from './twoGo.ts'
import { alongside, watchOfWho, withOut } from './watches.ts'

const moved = (facts: TeamTaskFacts): TeamTaskMove => ({ kind: 'moved', facts })
const ignored = (because: string): TeamTaskMove => ({ kind: 'ignored', because })

export type Going = Extract<
  TeamTaskEvent,
  { kind: 'set_out' | 'arrived' | 'no_access' | 'handed_on' | 'done' | 'failed' }
>

/** What whoever goes, first or second, says of how it goes on; `taking`: who has it. */
export function going(facts: TeamTaskFacts, taking: Taking, event: Going): TeamTaskMove {
  const { at, by } = event
  const isSecond = taking.second?.by.staffId === by.staffId
  if (isSecond && event.kind !== 'handed_on') return ignored('whoever has it says how it goes on')
  switch (event.kind) {
    case 'set_out':
      // Told again with another time: the carer is told of the change.
      if (taking.setOut && at < (taking.setOut.saidAt ?? taking.setOut.at))
        return ignored('they have said since when they come')
      return bothGo(
        withTaking(facts, {
          setOut: { at: taking.setOut?.at ?? at, expectedAt: event.expectedAt, saidAt: at },
          out: whenSetOut(taking.out, facts.kind, by, at, event.expectedAt),
        }),
        (out, who) => whenSetOut(out, facts.kind, who, at, event.expectedAt),
      )
    case 'arrived': {
      // A door that did not open later is not opened by what was pressed before it.
      const noAccess = taking.noAccess && at < taking.noAccess.at ? taking.noAccess : null
      return taking.arrivedAt && (noAccess || !taking.noAccess)
        ? ignored('they are there')
        : bothGo(
            withTaking(facts, {
              arrivedAt: taking.arrivedAt ?? at,
              noAccess,
              out: whenThere(taking.out, facts.kind, by, at),
            }),
            (out, who) => whenThere(out, facts.kind, who, at),
          )
    }
    case 'no_access':
      if (taking.arrivedAt && at < taking.arrivedAt) return ignored('they were let in after that')
      return withTaking(facts, { noAccess: { at, words: event.words } })
    case 'handed_on': {
      if (isSecond) {
        const leaving = alongside(facts, out => whenDoneThere(out, at))
        return moved(afresh(withTaking(leaving, { second: null }).facts, at))
      }
      const { facts: after } = withTaking(facts, {
        handedOn: { at, because: event.because },
        out: whenDoneThere(taking.out, at),
        second: null,
      })
      const watch = taking.second && watchOfWho(facts, taking.second.by.staffId)
      if (!taking.second || !watch) return moved(afresh(after, at))
      return moved(afresh(withOut(promoted(after, taking.second, watch.out), watch.number, null), at))
    }
    case 'done':
      return moved({ ...left(facts, taking, at), ended: { how: 'done', at, by, outcome: event.outcome } })
    case 'failed':
      return moved({ ...left(facts, taking, at), ended: { how: 'failed', at, by, words: event.words } })
    default:
      return assertNever(event)
  }
}

/**
 * Of two who go each is out by their own clock, which the first’s words set for both. They are no word of the second: who is missed, or has
 * called for help, has not been heard of by them, and what the second says themselves counts from when they said it.
 */
export function bothGo(
  { kind, facts }: ReturnType<typeof withTaking>,
  change: Parameters<typeof alongside>[1],
): ReturnType<typeof withTaking> {
  const ofSecond: typeof change = (out, who) => {
    const after = isAlarm(out) ? out : change(out, who)
    return after && out ? { ...after, saidAt: out.saidAt } : after
  }
  return { kind, facts: alongside(facts, ofSecond) }
}

function left(facts: TeamTaskFacts, taking: Taking, at: Instant): TeamTaskFacts {
  return bothGo(withTaking(facts, { out: whenDoneThere(taking.out, at) }), out => whenDoneThere(out, at))
    .facts
}
