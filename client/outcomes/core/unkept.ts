import { EMPTY_OUTCOME, type OutcomeForm } from './outcomeForm.ts'
import { DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from './words.ts'

/** What stands over each field of the outcome. */
export const FIELD_WORDS: Readonly<Record<keyof OutcomeForm, string>> = {
  reason: 'Why they called',
  disposition: 'What was done',
  found: 'What was found',
  advice: 'Advice given',
  next: 'What happens next',
  whereAfter: 'Where the person is after the call',
  callBack: 'Do we call back?',
  callBackAt: 'At',
  secondBecause: 'Why a second call back',
  triage: 'Prompts',
}

/** Of the outcome in the fields what the server does not have, each under its own words; empty when it has everything. */
export function unkept(form: OutcomeForm, kept: OutcomeForm = EMPTY_OUTCOME): string {
  // Object.keys of a table typed by its keys: exactly those keys.
  return (Object.keys(FIELD_WORDS) as (keyof OutcomeForm)[])
    .filter(field => form[field] !== kept[field])
    .map(field => `${FIELD_WORDS[field]}: ${said(form, field)}`)
    .join('; ')
}

function said(form: OutcomeForm, field: keyof OutcomeForm): string {
  if (form[field] === '' || form[field] === null) return 'nothing any more'
  // What was ticked stands in words under what was found; what she chose herself stands nowhere else.
  if (field === 'triage') return sayTriage(form.triage)
  if (field === 'reason' && form.reason) return REASON_WORDS[form.reason]
  if (field === 'disposition' && form.disposition) return DISPOSITION_WORDS[form.disposition]
  if (field === 'whereAfter' && form.whereAfter) return WHERE_WORDS[form.whereAfter]
  if (field === 'callBack' && form.callBack === 'owed') return 'the one that is owed already'
  return field === 'callBack' || field === 'callBackAt' ? form[field] : `“${form[field]}”`
}

function sayTriage(triage: OutcomeForm['triage']): string {
  const ticked = triage?.used.flatMap(({ ticks }) => ticks.map(({ sign }) => sign)) ?? []
  return ticked.length === 0 ? 'nothing ticked' : `“${ticked.join('; ')}”`
}
