import { dayInBritain } from '#shared/days.ts'
import { gsfStages, phases, prognoses } from '#shared/record/measures.ts'
import type { Body } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import type { Item, Reading } from './reading.ts'

type Measure = 'phaseOfIllness' | 'akps' | 'gsf' | 'clinicalFrailty' | 'ipos'

/** The measurements of one kind, the oldest first. */
export function measured<Name extends Measure>(reading: Reading, section: Name): Item<Name>[] {
  return reading.of(section).toSorted((a, b) => order(a.body.at, b.body.at))
}

/** The newest measurement of one kind. */
export function newest<Name extends Measure>(reading: Reading, section: Name): Item<Name> | undefined {
  return measured(reading, section).at(-1)
}

/** The phases as they followed one another, the oldest first; measured again and unchanged is one. */
export function phaseChanges(reading: Reading): Item<'phaseOfIllness'>[] {
  return measured(reading, 'phaseOfIllness').filter(
    (item, place, all) => item.body.phase !== all[place - 1]?.body.phase,
  )
}

/** Changes of phase on later days than this one. The first phase ever written down changed nothing. */
export function phaseChangesSince(reading: Reading, day: LocalDate): Item<'phaseOfIllness'>[] {
  return phaseChanges(reading)
    .slice(1)
    .filter(item => dayInBritain(item.body.at) > day)
}

/** What the record says of how near death is, with the items that say it. */
export type Near = { words: string; about: Item<'phaseOfIllness' | 'gsf' | 'prognosis'> }

/** Whether anything says that the person is in the last days. */
export function dying(reading: Reading): Near | undefined {
  return near(reading, 'dying', 'last_days', 'red')
}

/** Whether anything says that the person is going downhill, or in the last weeks, and nothing that these are the last days. */
export function deteriorating(reading: Reading): Near | undefined {
  return dying(reading) ? undefined : near(reading, 'deteriorating', 'last_weeks', 'yellow')
}

function near(
  reading: Reading,
  phase: Body<'phaseOfIllness'>['phase'],
  prognosis: Body<'prognosis'>['prognosis'],
  stage: Body<'gsf'>['stage'],
): Near | undefined {
  const ofPhase = newest(reading, 'phaseOfIllness')
  if (ofPhase?.body.phase === phase) return { words: shortly(phases[phase].text), about: ofPhase }
  const ofPrognosis = reading.one('prognosis')
  if (ofPrognosis?.body.prognosis === prognosis)
    return { words: shortly(prognoses[prognosis].text), about: ofPrognosis }
  const ofGsf = newest(reading, 'gsf')
  return ofGsf?.body.stage === stage ? { words: gsfStages[stage].text, about: ofGsf } : undefined
}

/** 'Dying: likely within days' as 'Dying', 'Deteriorating, as foreseen' as 'Deteriorating'. */
export function shortly(text: string): string {
  return text.split(/[:,]/)[0] ?? text
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
