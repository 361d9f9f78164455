import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import { placeOf } from './place.ts'
import { detailsToSeal, type SealedStep, type ToSeal, takeSealed } from './toSealStore.ts'

const AT_ONCE = 200

/**
 * Seals what the record said in plain words on how to enter, older words too, and takes the plain ones away: a migration took them
 * out of the record, and has no key. Answers for how many people. It can be stopped at any moment and goes on at the next start; of
 * two processes that start together each does what the other has not yet done.
 */
export async function sealDetails(db: Database, keys: ColumnKeys): Promise<number> {
  for (let people = 0; ; ) {
    const some = await detailsToSeal(db, AT_ONCE)
    if (some.length === 0) return people
    for (const one of some) if (await takeSealed(db, one, sealedSteps(one, keys))) people += 1
  }
}

function sealedSteps({ lineId, patientId, newest, steps }: ToSeal, keys: ColumnKeys): SealedStep[] {
  return steps.map(({ step, value }, index) => {
    const version = newest + index + 1
    if (value === null) return { step, version, change: 'removed', sealed: null, keyId: null, because: GONE }
    const place = placeOf({ lineId, patientId, kind: 'how_to_enter', version })
    const { sealed, keyId } = keys.seal(place, value)
    const change = version === 1 ? 'added' : 'changed'
    return { step, version, change, sealed: sealed.toString('hex'), keyId, because: null }
  })
}

const GONE = 'From here on the record said nothing of how to enter.'
