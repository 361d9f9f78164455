import { authorOf } from '#server/patients/changeRecord.ts'
import { type EntryToWrite, refusedBecause, toWrite } from '#server/patients/core/entryToWrite.ts'
import { begunAs } from '#server/patients/recordStore.ts'
import type { Database } from '#server/platform/database.ts'
import { showMoment } from '#shared/days.ts'
import { type Body, parseBody } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { earliestDose, type GivenMedicine } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import type { Taking } from './core/teamTaskFacts.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'

/** What is to be written, and whether all of it is on the record as it is said; or why one of them cannot be written. */
export type Doses =
  | { kind: 'doses'; entries: EntryToWrite[]; areThere: boolean }
  | { kind: 'refused'; because: string }

export const NONE_GIVEN: Doses = { kind: 'doses', entries: [], areThere: false }

/**
 * What was given in a visit, as doses of the ledger: one item each, under the id that the phone made, so that what is sent again is there
 * once. What is left, and what is too soon or too often, the ledger works out from them.
 */
export async function dosesGiven(
  db: Database,
  actor: Actor,
  { patientId, facts }: Pick<StoredTeamTask, 'patientId' | 'facts'>,
  given: readonly GivenMedicine[],
  at: Instant,
): Promise<Doses> {
  if (given.length === 0) return NONE_GIVEN
  if (new Set(given.map(({ doseId }) => doseId)).size < given.length)
    return refused('The same dose stands there twice: take one away.')
  const ids = given.map(({ doseId }) => doseId)
  const there = await db.run(begunAs(db.sql, actor.lineId, patientId, 'anticipatoryDoses', ids))
  const entries: EntryToWrite[] = []
  for (const dose of given) {
    const before = there.find(({ itemId }) => itemId === dose.doseId)
    if (before && !isAsSaid(before.body, dose)) return refused(otherWords(before.body))
    if (before) continue
    const entry = entryOf(actor, dose, at)
    const because = tooEarly(dose, facts.takings, actor) ?? refusedBecause(entry, patientId, at)
    if (because) return refused(because)
    entries.push(entry)
  }
  return { kind: 'doses', entries, areThere: entries.length === 0 }
}

const refused = (because: string): Doses => ({ kind: 'refused', because })

/** A slip of the hand: the ledger would count it before doses that were given since. */
function tooEarly(
  { drug, givenAt }: GivenMedicine,
  takings: readonly Taking[],
  { staffId }: Actor,
): string | undefined {
  const own = takings.findLast(({ by }) => by.staffId === staffId)
  if (!own || new Date(givenAt) >= new Date(earliestDose(own.at))) return undefined
  return `“${drug}” stands at ${showMoment(givenAt)}, and you said yes to this visit at ${showMoment(own.at)}. Look at the time again: what was given before you came is written down by whoever gave it.`
}

/** Whether the dose was begun with these words, whoever wrote it and whatever was corrected since. */
function isAsSaid(body: unknown, { doseId: _, ...dose }: GivenMedicine): boolean {
  const there = parseBody('anticipatoryDoses', body)
  if (!there.success) return false
  const said = (value: unknown) => value ?? null
  const { drug, dose: amount, route, givenAt, because, benefit } = there.data
  return (
    drug === dose.drug &&
    amount === dose.dose &&
    said(route) === dose.route &&
    new Date(givenAt).getTime() === new Date(dose.givenAt).getTime() &&
    said(because) === dose.because &&
    said(benefit) === dose.benefit
  )
}

function otherWords(body: unknown): string {
  const there = parseBody('anticipatoryDoses', body)
  const words = there.success ? wordsOf(there.data) : 'something that cannot be read'
  return `One of these doses is on the ledger already, and with other words: ${words}. Nothing of this is saved. Say again what you gave; if that dose is wrong, the line corrects it.`
}

function wordsOf({ drug, dose, givenAt }: Body<'anticipatoryDoses'>): string {
  return `“${drug}, ${dose}”, ${showMoment(givenAt)}`
}

function entryOf(actor: Actor, { doseId, ...dose }: GivenMedicine, at: Instant): EntryToWrite {
  const { drug, dose: amount, route, givenAt, because, benefit } = dose
  const body = parseBody('anticipatoryDoses', {
    drug,
    dose: amount,
    givenAt: new Date(givenAt).toISOString(),
    givenBy: actor.name,
    ...(route && { route }),
    ...(because && { because }),
    ...(benefit && { benefit }),
  })
  if (!body.success) throw new Error('a dose of a visit is no dose of the ledger', { cause: body.error })
  return toWrite(
    {
      section: 'anticipatoryDoses',
      itemId: doseId,
      expectedVersion: 0,
      knownState: 'known',
      body: body.data,
      source: { kind: 'community_team' },
    },
    authorOf(actor),
    at,
  )
}
