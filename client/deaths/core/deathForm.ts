import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import type { DeathAnswers, DeathOffer } from '#shared/deaths.ts'
import type { ambulanceAnswers } from '#shared/record/afterDeath.ts'
import type { placesOfDeath } from '#shared/record/places.ts'
import type { Instant } from '#shared/time.ts'

/** The first step as it stands in the fields; an empty string is a choice not made yet. */
export type DeathForm = {
  reportedBy: string
  howKnown: string
  at: { date: string; time: string }
  isTimeUnknown: boolean
  place: keyof typeof placesOfDeath | 'not_known' | ''
  placeNamed: string
  reasonNotMet: string
  wasExpected: 'yes' | 'no' | 'not_sure' | ''
  ambulance: keyof typeof ambulanceAnswers | ''
  rites: string
  implants: string
  funeralDirector: string
  note: string
}

/** What the record and the call say already; every choice is left to the nurse. */
export function startingForm({ rites, implants }: DeathOffer, caller: string): DeathForm {
  return {
    reportedBy: caller,
    howKnown: '',
    at: { date: '', time: '' },
    isTimeUnknown: false,
    place: '',
    placeNamed: '',
    reasonNotMet: '',
    wasExpected: '',
    ambulance: '',
    rites: rites ?? '',
    implants: implants ?? '',
    funeralDirector: '',
    note: '',
  }
}

export type Wrong = { id: `death-${keyof DeathForm}`; says: string; here?: string }
export type Judged = { kind: 'ready'; answers: DeathAnswers } | { kind: 'wanting'; errors: Wrong[] }

/** Whether the place is one of which the record asks why: they had wished to die elsewhere. */
export function isElsewhere({ place }: DeathForm, { wished }: DeathOffer): boolean {
  return place !== '' && place !== 'not_known' && wished.length > 0 && !wished.includes(place)
}

const CHOOSE = 'Choose one.'

/** The answers, or what is still wanted, in the order of the fields. */
export function judge(form: DeathForm, offer: DeathOffer, now: Instant): Judged {
  const errors: Wrong[] = []
  const moment = typedMoment(form.at, 'past', now)
  const at = 'ok' in moment ? moment.ok : undefined
  if (!form.reportedBy.trim()) errors.push({ id: 'death-reportedBy', says: 'Write down who says so.' })
  if (!form.howKnown.trim()) errors.push({ id: 'death-howKnown', says: 'Write down how they know.' })
  if (!form.isTimeUnknown && 'says' in moment)
    errors.push({ id: 'death-at', says: `When: ${moment.says}`, here: moment.says })
  if (!form.isTimeUnknown && 'ok' in moment && at === undefined)
    errors.push({ id: 'death-at', says: 'Say when, as near as they know, or that nobody knows.' })
  if (!form.place) errors.push({ id: 'death-place', says: 'Choose where they died.', here: CHOOSE })
  if (isElsewhere(form, offer) && !form.reasonNotMet.trim())
    errors.push({
      id: 'death-reasonNotMet',
      says: 'Write down why not where they had wished, or “not known yet”.',
    })
  if (!form.wasExpected)
    errors.push({ id: 'death-wasExpected', says: 'Choose whether it was expected.', here: CHOOSE })
  if (!form.ambulance)
    errors.push({ id: 'death-ambulance', says: 'Choose what was done about 999.', here: CHOOSE })
  if (errors.length > 0 || !form.place || !form.ambulance) return { kind: 'wanting', errors }
  return {
    kind: 'ready',
    answers: {
      at: form.isTimeUnknown || at === undefined ? { unknown: 'not_known' } : at,
      place: form.place === 'not_known' ? { unknown: 'not_known' } : form.place,
      wasExpected: form.wasExpected === 'not_sure' ? { unknown: 'not_known' } : form.wasExpected === 'yes',
      reportedBy: form.reportedBy.trim(),
      howKnown: form.howKnown.trim(),
      ambulance: form.ambulance,
      ...written('placeNamed', form.placeNamed),
      ...(isElsewhere(form, offer) ? written('reasonNotMet', form.reasonNotMet) : {}),
      ...written('rites', form.rites),
      ...written('implants', form.implants),
      ...written('funeralDirector', form.funeralDirector),
      ...written('note', form.note),
    },
  }
}

function written<Key extends string>(key: Key, text: string): { [K in Key]?: string } {
  // One key, or none: TypeScript widens a computed key to any string.
  return (text.trim() ? { [key]: text.trim() } : {}) as { [K in Key]?: string }
}
