import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { askAboutLooks } from '#server/audit/reviewStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LookQuestion } from '#shared/access.ts'
import type { Instant } from '#shared/time.ts'

/** Whoever asks has an answer within five working days. Source: domain guide 5.3.2. */
const ANSWER_WORKING_DAYS = 5

type Asked = { kind: 'asked'; dueAt: Instant }

/** Hands what the person, or somebody for them, asks about a look to the privacy officer who answers for whoever looked. */
export async function askAboutLook(
  { db, clock }: { db: Database; clock: () => Instant },
  { actor, patientId, relationship }: Pick<WayIn, 'actor' | 'patientId' | 'relationship'>,
  { commandId, lookIds, ...said }: LookQuestion,
): Promise<Asked | Refused> {
  const dueAt = workingDaysLater(clock(), ANSWER_WORKING_DAYS)
  const review = { key: `asked_about/${commandId}`, because: inWords(said, actor.name), dueAt }
  const { isAllowed, isFound, isKept } = await askAboutLooks(db, {
    actor,
    patientId,
    relationship,
    lookIds,
    review,
  })
  if (!isAllowed) return { kind: 'refused', because: NO_REASON }
  if (!isFound) throw new Problem('not_found', 'There is no such look at this record. Read the list again.')
  if (!isKept)
    throw new Problem(
      'conflict',
      'This was handed on before, in other words. Close the window and ask once more.',
    )
  return { kind: 'asked', dueAt }
}

function inWords(
  { askedBy, question, answerTo }: Omit<LookQuestion, 'commandId' | 'lookIds'>,
  through: string,
) {
  const answer = answerTo ? `Answer them by: ${answerTo}.` : 'How to answer them was not said.'
  return `${askedBy} asks: “${question}” ${answer} Written down by ${through}.`
}
