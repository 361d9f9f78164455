import type { InWords } from './say/sayEntry.ts'

/**
 * How the sayings of the record begin in life, and how they begin once a death is on it. What a person wrote freely stands as they
 * wrote it. A test puts every choice of every field on the record of somebody who has died and looks for the present.
 */
const TURNED: readonly (readonly [string, string])[] = [
  // Who may be told what.
  ['May be told:', 'Could be told:'],
  ['What they may be told has not been settled', 'What they could be told was not settled'],
  ['What they may be told rests on:', 'What they could be told rested on:'],
  ['May hear who has looked at the record:', 'Could hear who had looked at the record:'],
  ['May give medicines', 'Could give medicines'],
  ['Lives with the person', 'Lived with the person'],
  ['May be woken at night:', 'Could be woken at night:'],
  ['The person knows the prognosis:', 'The person knew the prognosis:'],
  ['The carer knows the prognosis:', 'The carer knew the prognosis:'],
  ['The person knows of the CPR decision:', 'The person knew of the CPR decision:'],
  ['The carer knows of the CPR decision:', 'The carer knew of the CPR decision:'],
  ['The family knows of the CPR decision:', 'The family knew of the CPR decision:'],
  ['May know:', 'Could know:'],
  // Around them.
  ['A carer lives with the person', 'A carer lived with the person'],
  ['A carer lives nearby', 'A carer lived nearby'],
  ['The carer is frail', 'The carer was frail'],
  ['Lives alone', 'Lived alone'],
  ['The carer needs help', 'The carer needed help'],
  ['An independent advocate is needed', 'An independent advocate was needed'],
  ['No independent advocate needed', 'No independent advocate was needed'],
  ['Interpreter needed:', 'Interpreter was needed:'],
  ['No interpreter needed', 'No interpreter was needed'],
  ['Interpreter preferred:', 'Interpreter had been preferred:'],
  [
    'Protected: do not tell anyone where this person is',
    'Protected: do not tell anyone where this person was',
  ],
  ['Expected there until:', 'Had been expected there until:'],
  ['Two people must go:', 'Two people had to go:'],
  // What they wished.
  ['Now:', 'Then:'],
  ['Likes to be called:', 'Liked to be called:'],
  ['Please do:', 'Had asked for:'],
  ['Please don’t:', 'Had asked us not to:'],
  ['Organ or tissue donation: wishes to', 'Organ or tissue donation: wished to'],
  ['Organ or tissue donation: does not wish to', 'Organ or tissue donation: did not wish to'],
  // What was decided.
  ['No review date: stands until changed', 'Had no review date'],
  ['Later conduct that may be against it:', 'Later conduct that might have been against it:'],
  ['Who knows what', 'Who knew what'],
  ['Has a ReSPECT form', 'Had a ReSPECT form'],
  ['Somebody may decide for them by law:', 'Somebody could decide for them by law:'],
  ['Values most:', 'Valued most:'],
  ['Fears most:', 'Feared most:'],
  ['Refuses:', 'Refused:'],
  ['Refuses treatment that may keep the person alive', 'Refused treatment that might keep the person alive'],
  ['May decide about life-sustaining treatment:', 'Could decide about life-sustaining treatment:'],
  ['Only if one of these can no longer act:', 'Only if one of these could no longer act:'],
  ['Can decide:', 'Could decide:'],
  ['Cannot decide:', 'Could not decide:'],
  ['Sometimes can decide:', 'Sometimes could decide:'],
  ['If this happens:', 'If this happened:'],
  ['Has an advance care plan', 'Had an advance care plan'],
  ['Has ReSPECT', 'Had ReSPECT'],
  ['On the end of life care register:', 'Had been on the end of life care register:'],
  ['On the palliative care register:', 'Had been on the palliative care register:'],
  ['On the register', 'Had been on the register'],
  ['Not registered yet', 'Was not registered yet'],
  ['Next review', 'A review had been planned for'],
  ['Review:', 'Review had been planned:'],
  ['Review by:', 'Review had been planned by:'],
  // The medicines and how they were.
  ['A carer may give them:', 'A carer could give them:'],
  ['May be given by:', 'Could be given by:'],
  ['No signed chart: a nurse may not give them', 'There was no signed chart'],
  ['Chart runs out:', 'Last day of the chart:'],
  ['Due ', 'Was due '],
  ['Syringe pump running', 'A syringe pump was running'],
  ['No syringe pump running', 'No syringe pump was running'],
  ['In use', 'Had been in use'],
  ['Still a problem:', 'Was still a problem:'],
  ['To be stopped:', 'Was to be stopped:'],
  ['Change due:', 'Change had been due:'],
  ['Stable: the plan is working', 'Stable: the plan was working'],
  ['Dying: likely within days', 'Dying: death was likely within days'],
  ['Unstable: the plan needs urgent change', 'Unstable: the plan needed urgent change'],
  ['Says nothing about care:', 'It stays in force after a death. It said nothing about care:'],
]

/** Choices, which may stand alone or after what they are a choice of. */
const VALUES: readonly (readonly [string, string])[] = [
  ['not asked yet', 'had not been asked'],
  ['has not decided', 'had not decided'],
  ['cannot express a preference', 'could not express a preference'],
  ['not right to discuss at present', 'was not right to discuss'],
  ['cannot decide at present; being settled', 'could not decide; it was not settled'],
  ['how the person is', 'how the person was'],
  ['only who is coming and when', 'only who was coming and when'],
]

/** Nobody reviews the plans of the dead, and nobody is asked again. */
const FALLS_SILENT = 'Review was due'

/** An item as it is said once a death is on the record. */
export function turned(said: InWords): InWords {
  return {
    headline: turnedWords(said.headline),
    lines: said.lines.map(turnedWords),
    warnings: said.warnings.filter(words => !words.startsWith(FALLS_SILENT)).map(turnedWords),
  }
}

function turnedWords(words: string): string {
  const [now, then] = TURNED.find(([beginning]) => words.startsWith(beginning)) ?? ['', '']
  return turnedValue(then + words.slice(now.length))
}

function turnedValue(words: string): string {
  const start = words.lastIndexOf(': ') === -1 ? 0 : words.lastIndexOf(': ') + 2
  const value = words.slice(start)
  const [now, then] = VALUES.find(([each]) => value.toLowerCase().startsWith(each)) ?? ['', '']
  const isCapital = value.slice(0, 1) !== value.slice(0, 1).toLowerCase()
  const turnedTo = isCapital ? then.slice(0, 1).toUpperCase() + then.slice(1) : then
  return words.slice(0, start) + turnedTo + value.slice(now.length)
}
