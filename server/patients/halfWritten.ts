import { Problem } from '#server/platform/problems.ts'
import type { HalfWritten, HalfWrittenKey } from '#shared/record/halfWritten.ts'
import { isKeptBack } from './core/keptBack.ts'
import { dropHalfWritten, keepHalfWritten } from './halfWrittenStore.ts'
import { NO_REASON } from './openRecord.ts'
import { type Refused, relationshipToWrite, type WayIn, type WriteDeps } from './wayIn.ts'

type Kept = { kind: 'kept' }
/** Longer than every field of the longest section. */
const LONGEST = 150_000

/** Keeps a form while it is being written, for the one who writes it: a reload and a lost line lose none of it (hazard H08). */
export async function keepForm(deps: WriteDeps, way: WayIn, form: HalfWritten): Promise<Kept | Refused> {
  // It would come back with the rest of the record, and hold what is kept apart from it.
  if (isKeptBack(form.section) && !form.isNew)
    throw new Problem(
      'bad_request',
      'A change of what is kept apart is not kept while it is written: save it.',
    )
  if (JSON.stringify(form).length > LONGEST) throw new Problem('bad_request', TOO_LONG)
  const relationship = relationshipToWrite(deps, way, [form.section])
  const { allowed, fits, tellsPlace } = await keepHalfWritten(deps.db, way, form, relationship)
  if (!allowed) return { kind: 'refused', because: NO_REASON }
  // It would come back with the rest of the record, without the reason and the password for which it was shown.
  if (tellsPlace)
    throw new Problem(
      'bad_request',
      'A change of what tells a protected place is not kept while it is written: save it.',
    )
  // What is short here may be long as the database spells it: numbers with hundreds of digits.
  if (!fits) throw new Problem('bad_request', TOO_LONG)
  return { kind: 'kept' }
}

const TOO_LONG = 'This form is too long to be kept while it is written. Save part of it.'

/** Throws away what was half-written. */
export async function dropForm(deps: WriteDeps, way: WayIn, form: HalfWrittenKey): Promise<Kept> {
  await dropHalfWritten(deps.db, way, form)
  return { kind: 'kept' }
}
