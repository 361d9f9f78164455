import { dying, type Near } from '#server/patients/core/course.ts'
import type { Reading } from '#server/patients/core/reading.ts'
import { standingOf, warningsOf } from '#server/patients/core/standing/standingOf.ts'
import { dayInBritain, showDay } from '#shared/days.ts'
import type { DeathOffer } from '#shared/deaths.ts'
import { cprDecisions } from '#shared/record/decisions.ts'
import { known } from '#shared/record/knownState.ts'
import type { Instant } from '#shared/time.ts'

/** A phase or a prognosis that is older than this no longer says that death was near. House rule, for local sign-off. */
const RECENT_DAYS = 14

/**
 * What the record makes of "was this expected?", with what it rests on: expected where CPR was decided against and something
 * recent says that the person was dying; else not, and 999 and local policy apply (domain guide 3.5). The nurse answers, not
 * this. What speaks against a paper is said, and changes nothing else: it is the clinician's to weigh.
 */
export function expectedByRecord(reading: Reading): DeathOffer['expected'] {
  const isDecided = isAgainstCpr(reading)
  const near = isNear(reading)
  const because = [cprWords(reading), courseWords(reading)]
  if (isDecided && near)
    return { suggests: true, words: 'By the record this death was expected.', because: because.flat() }
  return {
    suggests: false,
    words:
      'The record does not show that this death was expected. Unless a clinician who is there says that it was: 999, and your local policy.',
    because: because.flat(),
  }
}

function isAgainstCpr(reading: Reading): boolean {
  const respect = reading.one('respect')?.body
  return (
    reading.one('cprDecision')?.body.decision === 'not_for' ||
    (respect?.isPresent === true && respect.cpr === 'not_recommended')
  )
}

function cprWords(reading: Reading): string[] {
  const decision = reading.one('cprDecision')
  const respect = reading.one('respect')
  const isOnRespect = respect?.body.isPresent && respect.body.cpr === 'not_recommended'
  if (!decision && !isOnRespect)
    return [
      reading.sees('cprDecision')
        ? 'No decision about CPR is on the record'
        : 'You are not shown the CPR decision',
    ]
  const standing = decision && standingOf(decision, reading)
  return [
    ...(decision
      ? [`CPR: ${cprDecisions[decision.body.decision].text}${where(known(decision.body.paperLocation))}`]
      : []),
    ...(standing ? warningsOf(standing).map(words => `The CPR decision: ${words}`) : []),
    ...(isOnRespect ? ['ReSPECT: CPR not recommended'] : []),
  ]
}

function where(paper: string | undefined): string {
  return paper ? `; the paper: ${paper}` : ''
}

function courseWords(reading: Reading): string[] {
  const near = dying(reading)
  if (!near) return ['Nothing on the record says that these were the last days']
  return [
    `${near.words}, ${showDay(dayInBritain(saidAt(near.about)))}${isNear(reading) ? '' : ': more than two weeks ago'}`,
  ]
}

function isNear(reading: Reading): boolean {
  const near = dying(reading)
  if (!near) return false
  return Date.parse(reading.asOf) - Date.parse(saidAt(near.about)) <= RECENT_DAYS * 86_400_000
}

/** When it was so: a phase says when it was seen; a prognosis is as old as the last who stood by it. */
function saidAt({ body, confirmedAt, recordedAt }: Near['about']): Instant {
  return 'at' in body ? body.at : (confirmedAt ?? recordedAt)
}
