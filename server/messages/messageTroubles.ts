import type { Database } from '#server/platform/database.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { readTroubles } from './answerStore.ts'
import { countAsked } from './messageStore.ts'

/** What whoever keeps the house must see to, each in a sentence, without a number or a name. */
export function messageTroubles({
  db,
  clock,
  perDay,
}: {
  db: Database
  clock: () => Instant
  perDay: number
}): (() => Promise<string | undefined>)[] {
  return [
    async () =>
      (await countAsked(db, plusSeconds(clock(), -86_400), false)) < perDay
        ? undefined
        : 'As many texts and rings have gone out in a day as MESSAGES_A_DAY allows: no more are sent.',
    async () =>
      (await countAsked(db, plusSeconds(clock(), -86_400), true)) < perDay
        ? undefined
        : 'As many alarms of people who go alone have gone out in a day as MESSAGES_A_DAY allows: no more are sent.',
    async () => {
      const { stopped } = await readTroubles(db)
      return stopped === 0 ? undefined : `Telephones of staff that have stopped our texts: ${stopped}.`
    },
    async () => {
      const { ofNoLine } = await readTroubles(db)
      return ofNoLine === 0 ? undefined : `Texts that came in and are of no line: ${ofNoLine}.`
    },
  ]
}
