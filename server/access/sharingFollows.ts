import type { Alongside } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { whatSees } from '#server/patients/core/whoSees.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { CallId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { seeNothing, wishesAfter } from './core/sharingReceipts.ts'
import { endCodes } from './crewCodeStore.ts'
import { keepChange, keepCodeReceipts, type NewChange } from './sharingChangeStore.ts'
import type { AccessDeps } from './wayIn.ts'

/** An ambulance crew with a code, whoever they are. */
const CREW = { name: 'ambulance crew', kind: 'ambulance', odsCode: null } as const

/** What is true with a change of mind, in the statement that writes it: its receipts, the codes it ends, what open pages are told. */
export function alongsideChange(
  { db: { sql } }: Pick<AccessDeps, 'db'>,
  kept: NewChange,
  before: readonly Entry[],
  written: readonly EntryToWrite[],
): Alongside {
  const { actor, patientId, at } = kept
  const crewsSee = whatSees(wishesAfter(before, written), CREW, at)
  const givenBy = crewsSee === 'nothing' ? 'anybody' : seeNothing(kept.receipts)
  return {
    keeps: isWritten => sql`
      ${keepChange(sql, kept, isWritten)},
      ${endCodes(sql, { lineId: actor.lineId, records: recordsOf(sql, patientId), givenBy }, isWritten)},
      ${keepCodeReceipts(sql, at)}`,
  }
}

/** The call in which it was heard; null beside one. */
export function callOf({ source }: Pick<WayIn, 'source'>): CallId | null {
  return source.kind === 'call' ? (source.callId as CallId) : null // made from a call's own id
}
