import { z } from 'zod'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import type { Alongside } from '#server/patients/changeRecord.ts'
import { closesLinked, whatSees } from '#server/patients/core/whoSees.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { CallId } from '#shared/ids.ts'
import { loosensOwnLimit } from './core/ownLimit.ts'
import { receiptsForOfficer } from './core/sayChange.ts'
import { type SharingWrite, seeNothing, wishesAfter } from './core/sharingReceipts.ts'
import { endCodes } from './crewCodeStore.ts'
import { keepChange, keepCodeReceipts, type NewChange } from './sharingChangeStore.ts'
import type { AccessDeps } from './wayIn.ts'

/** An ambulance crew with a code, whoever they are. */
const CREW = { name: 'ambulance crew', kind: 'ambulance', odsCode: null } as const

/**
 * What is true with a change of mind, in the statement that writes it: its receipts and the codes it ends. Open pages of
 * this record and of those linked to it are told with it.
 */
export function alongsideChange(
  { db: { sql } }: Pick<AccessDeps, 'db'>,
  kept: NewChange,
  write: SharingWrite,
): Alongside {
  const { actor, patientId, at } = kept
  const wishes = wishesAfter(write)
  const areCrewsOut = whatSees(wishes, CREW, at) === 'nothing'
  // An agreement that is only gone closes this record; a no and a limit close those linked to it as well.
  const records =
    areCrewsOut && !closesLinked(wishes, CREW, at) ? sql`${[patientId]}::uuid[]` : recordsOf(sql, patientId)
  const isOwn = loosensOwnLimit(write, actor, at)
  const givenBy = areCrewsOut ? 'anybody' : seeNothing(kept.receipts)
  return {
    isOfOneReading: true,
    keeps: isWritten => sql`
      ${keepChange(sql, kept, isWritten)},
      ${endCodes(sql, { lineId: actor.lineId, records, givenBy }, isWritten)},
      ${keepCodeReceipts(sql, at)},
      ${raiseReview(sql, actor, onAnothersWord(kept), sql`${closesSomebody(kept)} and exists (select from sharing_changed)`)},
      ${raiseReview(sql, actor, ownLimitLoosened(kept), sql`${isOwn} and exists (select from sharing_changed)`, 'own_limit_review')}`,
  }
}

/** The words that were said, wherever they stand in what was sent; a form of the record sends none. */
const Said = z
  .object({ inTheirWords: z.string().optional(), said: z.object({ inTheirWords: z.string() }).optional() })
  .transform(({ inTheirWords, said }) => inTheirWords ?? said?.inTheirWords)

/** Heard by those alone whom it lets in: somebody else asks the person whether it is what they want. Until then it holds. */
function ownLimitLoosened({ id, patientId, at, asked, receipts }: NewChange) {
  const words = Said.safeParse(asked?.says).data
  return {
    key: `own_limit/${id}`,
    kind: 'own_limit' as const,
    patientId,
    because: [
      'What kept something from them or from their organisation was lifted by themselves; nobody else heard the person.',
      words ? `They said: “${words}”` : '',
      receiptsForOfficer(receipts),
    ]
      .filter(Boolean)
      .join(' '),
    dueAt: workingDaysLater(at, 1),
  }
}

/** Somebody asks the person, in the next days, whether it is what they want: until then it holds. */
function onAnothersWord({ id, patientId, at, toldBy = '', asked, receipts }: NewChange) {
  const words = Said.safeParse(asked?.says).data

  return {
    key: `on_anothers_word/${id}`,
    kind: 'on_anothers_word' as const,
    patientId,
    because: [
      `As told by ${toldBy}; not heard from the person.`,
      words ? `They said: “${words}”` : '',
      receiptsForOfficer(receipts),
    ]
      .filter(Boolean)
      .join(' '),
    dueAt: workingDaysLater(at, 1),
  }
}

/** Whether an organisation or a member of staff sees less because of what somebody else said: it only narrows, so whatever changed is less. */
function closesSomebody({ toldBy, receipts }: NewChange): boolean {
  return toldBy !== undefined && receipts.some(({ kind }) => kind !== 'carer')
}

/** The call in which it was heard; null beside one. */
export function callOf({ source }: Pick<WayIn, 'source'>): CallId | null {
  return source.kind === 'call' ? (source.callId as CallId) : null // made from a call's own id
}
