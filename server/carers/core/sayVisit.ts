import { stateOf } from '#server/dispatch/core/teamTask.ts'
import type { TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import {
  type AgreedLine,
  type AgreedPhrase,
  type Both,
  type CarerLanguage,
  type VisitPage,
  watched,
} from '#shared/carers.ts'
import { showTime } from '#shared/days.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { bothSaid, carerWords } from './carerWords.ts'
import { closesAt } from './linkState.ts'
import { visitPath } from './visitPath.ts'

type Link = {
  language: CarerLanguage
  agreed: readonly AgreedLine[]
  expiresAt: Instant
  phones: number
}
type Visit = { id: TeamTaskId; facts: TeamTaskFacts }

/** The whole page of a carer at a moment. No name, no place and no word of an illness can get into it: it is made of fixed phrases and times. */
export function sayVisit(
  link: Link,
  visits: readonly Visit[],
  { line, at }: { line: VisitPage['line']; at: Instant },
): VisitPage {
  const { language } = link
  const say = bothSaid(language)
  const { isRead, isRightToLeft } = carerWords[language]
  const ends = visits.map(({ facts }) => facts.ended?.at ?? null)
  const isOver = ends.every(end => end !== null)
  const waits = waitOf(visits)
  return {
    at,
    expiresAt: closesAt(link, ends),
    line,
    language,
    isRightToLeft,
    isRead,
    isOnAnother: link.phones > 1,
    agreed: link.agreed
      .filter(({ phrase }) => waits[STANDS[phrase]])
      .map(({ phrase, at: when }) => say(words => words.agreed[phrase], when ? { at: showTime(when) } : {})),
    visits: visits
      .toSorted(
        (one, other) =>
          rankOf(one.facts) - rankOf(other.facts) || one.facts.raised.at.localeCompare(other.facts.raised.at),
      )
      .map(visit => sayOne(visit, language, at)),
    words: {
      title: say(({ page }) => (isOver ? page.titleOver : page.title)),
      agreed: say(({ page }) => page.agreed),
      ring: say(({ page }) => page.ring),
      worse: say(({ page }) => (waits.untilTheyCome ? page.worse : page.worseOver)),
      heard: say(({ page }) => page.heard, { at: showTime(at) }),
      offline: say(({ page }) => page.offline, { at: showTime(at) }),
      another: say(({ page }) => page.another),
      closes: say(({ page }) => page.closes),
    },
  }
}

/** For how long an agreed line is true: `asked` while somebody is awaited, `untilTheyCome` while nobody has come. */
const STANDS = {
  asked: 'asked',
  as_said: 'untilTheyCome',
  light: 'untilTheyCome',
  any_time: 'always',
  ring_back: 'always',
  near_phone: 'always',
  tomorrow: 'always',
} as const satisfies Record<AgreedPhrase, string>

function waitOf(visits: readonly Visit[]) {
  const isThere = visits.some(({ facts }) => stateOf(facts) === 'arrived')
  const asked = visits.some(({ facts }) => !facts.ended && stateOf(facts) !== 'arrived')
  return { asked, untilTheyCome: asked && !isThere, always: true }
}

/** Somebody who stands before the door comes first, whom nobody would look for beneath the rest; what is over comes last. */
function rankOf(facts: TeamTaskFacts): number {
  if (facts.ended) return 2
  return stateOf(facts) === 'no_access' ? 0 : 1
}

function sayOne({ id, facts }: Visit, language: CarerLanguage, at: Instant): VisitPage['visits'][number] {
  const say = bothSaid(language)
  const path = visitPath(facts, at)
  const { late, thoughtFor } = path
  const isWaiting = !path.isGood && facts.ended === null && path.now !== 'asking_where'
  const also: Both[] = [
    ...(late ? [say(words => words.late[late])] : []),
    ...(thoughtFor ? [say(({ page }) => page.thoughtFor, { at: showTime(thoughtFor) })] : []),
    // Their own time is what somebody at the window looks for: beside another it would be read as this one. Who stands at the door is there.
    ...(isWaiting && !late && !thoughtFor && path.now !== 'at_door'
      ? [say(({ page }) => page.promised, { at: showTime(path.promisedBy) })]
      : []),
    ...(path.hasSetOutWithoutTime ? [say(({ page }) => page.noTime)] : []),
    ...(isWaiting && path.teamsAsked > 1 ? [say(({ page }) => page.askedMany, { n: path.teamsAsked })] : []),
  ]
  return {
    teamTaskId: id,
    what: say(words => words.what[watched[facts.kind] ?? 'help']),
    now: say(words => words.now[path.now]),
    isGood: path.isGood,
    also,
    steps: path.steps.map(step => ({ ...step, says: say(words => words.steps[step.step]) })),
  }
}
