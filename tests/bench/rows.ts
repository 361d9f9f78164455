import type { Row, RowAlone } from './row.ts'
import { callerRow } from './rows/caller.ts'
import { firstLoadRow } from './rows/firstLoad.ts'
import { listRow } from './rows/list.ts'
import { memoryRow } from './rows/memory.ts'
import { outcomeRow } from './rows/outcome.ts'
import { recordRow } from './rows/record.ts'
import { registerRow } from './rows/register.ts'
import { searchRow } from './rows/search.ts'
import { startRow } from './rows/start.ts'
import { teamBoardRow } from './rows/teamBoard.ts'
import { teamTaskRow } from './rows/teamTask.ts'
import { toldRow } from './rows/told.ts'
import { underLoadRow } from './rows/underLoad.ts'
import { usableRow } from './rows/usable.ts'
import { withdrawalRow } from './rows/withdrawal.ts'
import { withoutDatabaseRow } from './rows/withoutDatabase.ts'

export const ROWS: readonly Row[] = [
  underLoadRow,
  toldRow,
  withdrawalRow,
  teamTaskRow,
  teamBoardRow,
  outcomeRow,
  recordRow,
  callerRow,
  searchRow,
  registerRow,
  listRow,
  usableRow,
  withoutDatabaseRow,
  memoryRow,
]

/** Those that need no house that is filled and runs. */
export const ROWS_ALONE: readonly RowAlone[] = [firstLoadRow, startRow]

/** What can be asked for with --only. */
export const ROW_NAMES: readonly string[] = [...ROWS, ...ROWS_ALONE].map(({ name }) => name)
