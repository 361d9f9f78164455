import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { showMoment } from '#shared/days.ts'
import type { DoneFields, DoseFields } from '#shared/onThePhone.ts'
import { earliestDose, type GivenMedicine, type VisitOutcome } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'

export type Wrong = { id: string; says: string }
/** In the place of a medicine of the house. */
export const OTHER = 'other'

export const EMPTY: DoneFields = {
  found: '',
  done: '',
  plan: '',
  askOfLine: '',
  review: { date: '', time: '' },
  doses: [],
}

/** What was typed, as it is sent; or what is still needed, each with its field. */
export function readDoneForm(
  fields: DoneFields,
  now: Instant,
  acceptedAt: Instant | null,
): { outcome: VisitOutcome } | { wrongs: Wrong[] } {
  const doses = fields.doses.map((dose, place) => readDose(dose, place, now, acceptedAt))
  const review = typedMoment(fields.review, 'any', now)
  const nextReview = 'ok' in review ? (review.ok ?? null) : null
  const wrongs = [
    ...(fields.found.trim() ? [] : [{ id: 'done-found', says: 'Say what you found.' }]),
    ...(fields.done.trim() ? [] : [{ id: 'done-done', says: 'Say what you did.' }]),
    ...doses.flatMap(dose => ('wrongs' in dose ? dose.wrongs : [])),
    ...('says' in review ? [{ id: 'done-review', says: `Next review: ${review.says}` }] : []),
    ...(nextReview && nextReview < now
      ? [{ id: 'done-review', says: 'The next review is over already: choose a later time.' }]
      : []),
  ]
  if (wrongs.length > 0) return { wrongs }
  return {
    outcome: {
      found: fields.found.trim(),
      done: fields.done.trim(),
      plan: fields.plan.trim() || null,
      askOfLine: fields.askOfLine.trim() || null,
      nextReview,
      given: doses.flatMap(dose => ('given' in dose ? [dose.given] : [])),
    },
  }
}

function readDose(
  fields: DoseFields,
  place: number,
  now: Instant,
  acceptedAt: Instant | null,
): { given: GivenMedicine } | { wrongs: Wrong[] } {
  const drug = (fields.drug === OTHER ? fields.other : fields.drug).trim()
  const at = typedMoment({ date: '', time: fields.time }, 'past', now)
  const givenAt = 'ok' in at ? at.ok : undefined
  const isTooEarly = givenAt && acceptedAt && givenAt < earliestDose(acceptedAt)
  const wrongs = [
    ...(drug ? [] : [{ id: `dose-${place}-drug`, says: `Medicine ${place + 1}: say which.` }]),
    ...(fields.dose.trim()
      ? []
      : [{ id: `dose-${place}-dose`, says: `Medicine ${place + 1}: say how much.` }]),
    ...('says' in at ? [{ id: `dose-${place}-time`, says: `Medicine ${place + 1}: ${at.says}` }] : []),
    ...('ok' in at && !givenAt
      ? [{ id: `dose-${place}-time`, says: `Medicine ${place + 1}: say at what time.` }]
      : []),
    ...(isTooEarly
      ? [
          {
            id: `dose-${place}-time`,
            says: `Medicine ${place + 1}: that would be ${showMoment(givenAt)}, before you said yes to this visit. Look at the time again.`,
          },
        ]
      : []),
  ]
  if (wrongs.length > 0 || !givenAt) return { wrongs }
  return {
    given: {
      doseId: fields.doseId,
      drug,
      dose: fields.dose.trim(),
      route: fields.route.trim() || null,
      givenAt,
      because: fields.because.trim() || null,
      benefit: fields.benefit === '' ? null : fields.benefit,
    },
  }
}

/** Whether anything of it would be missed. */
export function isTyped({ found, done, plan, askOfLine, doses }: DoneFields): boolean {
  return doses.length > 0 || [found, done, plan, askOfLine].some(words => words.trim() !== '')
}

/** What was typed, to be read out or written again where the task has gone. */
export function typedWords({ found, done, plan, askOfLine, doses }: DoneFields): string[] {
  const given = doses.map(
    ({ drug, other, dose, time }) => `${drug === OTHER ? other : drug} ${dose}, ${time}`,
  )
  const all = [
    ['Found', found],
    ['Done', done],
    ['Given', given.join('; ')],
    ['Plan', plan],
    ['For the line', askOfLine],
  ] as const
  return all.flatMap(([what, words]) => (words.trim() ? [`${what}: ${words.trim()}`] : []))
}
