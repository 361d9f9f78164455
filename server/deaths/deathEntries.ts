import { authorOf } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Reading } from '#server/patients/core/reading.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import type { DeathAnswers } from '#shared/deaths.ts'
import { type BoardTask, isBereavement } from '#shared/dispatch.ts'
import type { PatientId } from '#shared/ids.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Source } from '#shared/record/provenance.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { familyInOrder } from './core/whomToRing.ts'
import { isWishMet } from './core/wished.ts'

export type Writing = { actor: Actor; patientId: PatientId; source: Source; at: Instant }

const OFFERED = {
  bereavement_day: 'A call within a day',
  bereavement_weeks: 'A call in the third week',
  bereavement_months: 'A call at three months',
} as const

/** What a report writes: the death, the register, and the bereavement calls that were begun, each by the id of its task. */
export function entriesOfReport(
  writing: Writing,
  entries: readonly Entry[],
  reading: Reading,
  answers: DeathAnswers,
  tasks: readonly BoardTask[],
): EntryToWrite[] {
  const { patientId, at } = writing
  const met = isWishMet(reading, answers.place)
  const death = {
    ...answers,
    stage: 'reported',
    reportedAt: at,
    ...(met === undefined ? {} : { preferredPlaceMet: met }),
  }
  const register = reading.one('registerStatus')?.body
  const contact = familyInOrder(reading)[0]
  return [
    next(writing, 'death', patientId, entries, death),
    next(writing, 'registerStatus', patientId, entries, {
      ...register,
      status: 'deceased',
      since: dayInBritain(at),
      because: 'A death was reported',
    }),
    ...tasks.flatMap(({ kind, taskId, dueAt }) =>
      isBereavement(kind)
        ? [
            next(writing, 'bereavement', taskId, entries, {
              ...(contact ? { contactItem: contact.itemId, contactName: contact.body.name } : {}),
              offered: OFFERED[kind],
              dueOn: dayInBritain(dueAt),
            }),
          ]
        : [],
    ),
  ]
}

/** What taking a report back writes: the death and the calls it began entered in error, and the register as it was. */
export function entriesOfTakingBack(
  writing: Writing,
  entries: readonly Entry[],
  { register, tasks, because }: { register: object; tasks: ReadonlySet<string>; because: string },
): EntryToWrite[] {
  const { actor, patientId, at } = writing
  const retracted = { at, by: authorOf(actor), because }
  const wrong = [
    ...knownEntries(entries, 'death'),
    ...knownEntries(entries, 'bereavement').filter(({ itemId }) => tasks.has(itemId)),
  ]
  return [
    ...wrong.map(
      ({ section, itemId, version }): EntryToWrite => ({
        section,
        itemId,
        expectedVersion: version,
        change: 'retracted',
        knownState: 'not_known',
        author: authorOf(actor),
        source: writing.source,
        recordedAt: at,
        retracted,
      }),
    ),
    next(writing, 'registerStatus', patientId, entries, register),
  ]
}

/** The next version of an item, whatever stands there now: also of one that was entered in error before. */
export function next(
  { actor, source, at }: Writing,
  section: SectionName,
  itemId: string,
  entries: readonly Entry[],
  body: object,
): EntryToWrite {
  const parsed = parseBody(section, body)
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(issue => [issue.path.join('.'), issue.message]))
    throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
  }
  const before = entries.find(entry => entry.section === section && entry.itemId === itemId)?.version ?? 0
  return {
    section,
    itemId,
    expectedVersion: before,
    change: before === 0 ? 'added' : 'changed',
    knownState: 'known',
    body: parsed.data,
    author: authorOf(actor),
    source,
    recordedAt: at,
  }
}
