import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { LineId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { readLineRows } from './lineStore.ts'
import type { Line } from './twiml.ts'

const Row = z
  .object({ id: LineId, name: z.string(), phoneNumber: E164, onCallNumbers: z.array(E164) })
  .transform(
    (row): Line => ({
      lineId: row.id,
      name: row.name,
      number: row.phoneNumber,
      onCallNumbers: row.onCallNumbers,
    }),
  )

/** The lines as the telephone needs them, in memory: the first answer must not wait for the database. */
export type Lines = {
  byNumber: (number: string) => Line | undefined
  byId: (lineId: string) => Line | undefined
  all: () => readonly Line[]
  refresh: () => Promise<void>
}

export async function loadLines(db: Database): Promise<Lines> {
  let lines: readonly Line[] = []
  const refresh = async () => {
    lines = z.array(Row).parse(await readLineRows(db))
  }
  await refresh()
  return {
    byNumber: number => lines.find(line => line.number === number),
    byId: lineId => lines.find(line => line.lineId === lineId),
    all: () => lines,
    refresh,
  }
}
