import { CHILD_IS_FOLLOWED } from '#shared/calls.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import type { CallBack, OutcomeDraft, OutcomeInProgress } from '#shared/outcomes.ts'
import { isReason } from '#shared/text.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** The outcome as it stands in the fields; an empty string is a choice not made yet. */
export type OutcomeForm = OutcomeInProgress

export const EMPTY_OUTCOME: OutcomeForm = {
  reason: '',
  found: '',
  advice: '',
  disposition: '',
  whereAfter: '',
  next: '',
  callBack: '',
  callBackAt: '',
  secondBecause: '',
  triage: null,
}

/** `here` is said at the field, under its label; `says` stands alone. */
type Wrong = { id: `outcome-${keyof OutcomeForm}` | 'report-death'; says: string; here?: string }
const CHOOSE = 'Choose one.'
export type Judged = { kind: 'ready'; outcome: OutcomeDraft } | { kind: 'wanting'; errors: Wrong[] }

/**
 * The outcome, or what it still wants, in the order of the fields. Every choice is made by the nurse: none is made for her.
 * `timeOf` gives a moment's 'HH:MM' on the clock of the house. Of somebody who has died nobody asks where they are; and nobody
 * has died by an outcome alone. `owed`: the call back that is owed about the person already. After a child rang somebody is.
 */
export function judge(
  form: OutcomeForm,
  at: Instant,
  timeOf: (at: Instant) => string,
  hasDied = false,
  owed: OwedAlready | null = null,
  isFromChild = false,
): Judged {
  const whereAfter = hasDied ? 'died' : form.whereAfter
  const dueAt = form.callBack === 'yes' ? nextAt(asTime(form.callBackAt), at, timeOf) : undefined
  const errors: Wrong[] = []
  if (!form.reason) errors.push({ id: 'outcome-reason', says: 'Choose why they called.', here: CHOOSE })
  if (!form.disposition)
    errors.push({ id: 'outcome-disposition', says: 'Choose what was done.', here: CHOOSE })
  if (!whereAfter)
    errors.push({ id: 'outcome-whereAfter', says: 'Choose where the person is now.', here: CHOOSE })
  if (!hasDied && (whereAfter === 'died' || form.disposition === 'death_reported'))
    errors.push({
      id: 'report-death',
      says: 'No death is on the record. Use “Report a death…” first: visits, calls and the register hang on it.',
    })
  if (form.disposition === 'other' && form.next.trim() === '')
    errors.push({ id: 'outcome-next', says: 'Say what was done, under "What happens next".' })
  if (!form.callBack)
    errors.push({ id: 'outcome-callBack', says: 'Choose whether we call back.', here: CHOOSE })
  if (isFromChild && form.callBack === 'no') errors.push({ id: 'outcome-callBack', says: CHILD_IS_FOLLOWED })
  if (form.callBack === 'yes' && !dueAt)
    errors.push({ id: 'outcome-callBackAt', says: 'Say when we call back, like 04:30.' })
  if (form.callBack === 'owed' && !owed)
    errors.push({ id: 'outcome-callBack', says: 'The call back that was owed is so no more: choose again.' })
  const isSecond = form.callBack === 'yes' && owed !== null
  if (isSecond && !isReason(form.secondBecause, 3))
    errors.push({ id: 'outcome-secondBecause', says: 'Say why a second call back is needed.' })
  // The three are not empty when there are no errors; narrowing them here spares an assertion.
  if (errors.length > 0 || !form.reason || !form.disposition || !whereAfter)
    return { kind: 'wanting', errors }
  return {
    kind: 'ready',
    outcome: {
      reason: form.reason,
      found: form.found,
      advice: form.advice,
      disposition: form.disposition,
      whereAfter,
      next: form.next,
      callBack: callBackOf(form, dueAt, owed),
    },
  }
}

function callBackOf(form: OutcomeForm, dueAt: Instant | undefined, owed: OwedAlready | null): CallBack {
  if (form.callBack === 'owed' && owed) return { needed: 'owed', taskId: owed.taskId }
  if (!dueAt) return { needed: false }
  return { needed: true, dueAt, ...(owed ? { secondBecause: form.secondBecause } : {}) }
}

/** A time of day as it is typed ('430', '4.30', '16:30') as 'HH:MM'; anything else as it is. */
export function asTime(typed: string): string {
  const [, hours, minutes] = /^(\d{1,2})[:. ]?(\d{2})$/.exec(typed.trim()) ?? []
  return hours && minutes ? `${hours.padStart(2, '0')}:${minutes}` : typed
}

/** The first moment after `at` when the clock shows this time: walked by the minute, so a change of the clocks cannot mislead. */
export function nextAt(time: string, at: Instant, timeOf: (at: Instant) => string): Instant | undefined {
  if (!/^\d{2}:\d{2}$/.test(time)) return undefined
  const wholeMinute = `${at.slice(0, 16)}:00.000Z`
  for (let minutes = 1; minutes <= 25 * 60; minutes += 1) {
    const moment = plusSeconds(wholeMinute, minutes * 60)
    if (timeOf(moment) === time) return moment
  }
  return undefined
}
