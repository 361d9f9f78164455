import { z } from 'zod'
import type { NewPromise } from '#server/platform/promises.ts'
import type { PatientId } from '#shared/ids.ts'
import { ConsentValue } from '#shared/record/consent.ts'
import type { Instant } from '#shared/time.ts'
import type { EntryToWrite } from './core/entryToWrite.ts'

/** That their record is shared was taken back, or agreed to anew: what is asked of teams about them is looked at. */
export const SHARING_CHANGED = 'record.sharing_changed'

const TAKES_BACK: readonly ConsentValue[] = ['withdrawn', 'declined']
const GIVES: readonly ConsentValue[] = [
  'given_by_person',
  'given_by_attorney_or_deputy',
  'best_interests_decision',
]

const Agreement = z.object({ scope: z.string().optional(), value: ConsentValue })

/**
 * Of the agreement with everybody who gives care, and of the one to be on the register. What is kept from one organisation is no word about
 * a visit: whoever of it goes reads in the record that something is kept from them.
 */
export function promisesOfSharing(
  patientId: PatientId,
  entries: readonly EntryToWrite[],
  at: Instant,
): NewPromise[] {
  const values = entries.flatMap(agreementIn)
  if (values.length === 0) return []
  const isTakenBack = values.some(value => TAKES_BACK.includes(value))
  // Not asked yet, or not to be settled now: that says nothing, and asks nothing that was not asked.
  if (!isTakenBack && !values.some(value => GIVES.includes(value))) return []
  return [
    {
      key: `record/${patientId}/sharing/${at}`,
      kind: SHARING_CHANGED,
      subjectId: patientId,
      body: { isTakenBack, at },
      dueAt: at,
    },
  ]
}

function agreementIn({ section, change, body }: EntryToWrite): ConsentValue[] {
  if (section !== 'consentToShare' && section !== 'consentToRegister') return []
  if (change !== 'added' && change !== 'changed') return []
  const read = Agreement.safeParse(body)
  if (!read.success) return []
  const { scope, value } = read.data
  // Who agrees to be on the register has not said that anybody sees more.
  if (section === 'consentToRegister') return TAKES_BACK.includes(value) ? [value] : []
  return scope === 'everyone_caring' ? [value] : []
}
