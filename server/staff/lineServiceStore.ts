import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import { LineService } from '#shared/parties.ts'
import { E164 } from '#shared/phoneNumber.ts'

/** A service of the line with its number, which is for ringing it and is shown to nobody. */
const StoredService = LineService.extend({ number: E164 })
type StoredService = z.infer<typeof StoredService>

/** The services that this line may bring into a call, in the order in which the line keeps them. */
export async function readLineServices(db: Database, lineId: LineId): Promise<StoredService[]> {
  const [row] = await db.run(db.sql<{ services: unknown }[]>`select services from lines where id = ${lineId}`)
  return z.array(StoredService).parse(row?.services ?? [])
}

/** Whether this is the published number of a line: ringing it would run a call of its own within the call. */
export async function isNumberOfALine(db: Database, number: E164): Promise<boolean> {
  const rows = await db.run(db.sql`select id from lines where phone_number = ${number}`)
  return rows.length > 0
}
