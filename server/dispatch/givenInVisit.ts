import { authorOf } from '#server/patients/changeRecord.ts'
import { type EntryToWrite, refusedBecause, toWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import { parseBody } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { GivenMedicine } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'

/**
 * What was given in a visit, as doses of the ledger: one item each, under the id that the phone made, so that what is sent again is there
 * once. What is left, and what is too soon or too often, the ledger works out from them. Or why one of them cannot be written.
 */
export function dosesGiven(
  actor: Actor,
  patientId: PatientId,
  given: readonly GivenMedicine[],
  at: Instant,
): { kind: 'doses'; entries: EntryToWrite[] } | { kind: 'refused'; because: string } {
  const entries = given.map(dose => entryOf(actor, dose, at))
  const because = entries
    .map(entry => refusedBecause(entry, patientId, at))
    .find(words => words !== undefined)
  if (because) return { kind: 'refused', because }
  if (new Set(entries.map(({ itemId }) => itemId)).size < entries.length)
    return { kind: 'refused', because: 'The same dose stands there twice: take one away.' }
  return { kind: 'doses', entries }
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
