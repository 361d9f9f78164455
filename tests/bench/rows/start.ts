import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../processes.ts'
import type { RowAlone } from '../row.ts'

const BAR_SECONDS = 5

/** `npm start` twice over one folder: the first makes the database and the invented world, the second finds both. */
export const startRow: RowAlone = {
  name: 'start',
  measureAlone: async () => {
    const directory = mkdtempSync(join(tmpdir(), 'goldthread-bench-start-'))
    chmodSync(directory, 0o755) // PostgreSQL's own account must get in when root runs the bench
    const open = async (): Promise<number> => {
      const begin = performance.now()
      const server = await startServer({
        env: { DATA_DIR: join(directory, 'data'), PRACTICE_PORT: '0' },
        cwd: directory, // no .env of the project is read
        logFile: join(directory, 'server.log'),
      })
      const seconds = (performance.now() - begin) / 1000
      await server.stop()
      return seconds
    }
    try {
      const first = await open()
      const second = await open()
      return [
        {
          row: 'start: second start to ready',
          value: `${second.toFixed(1)} s`,
          bar: `≤ ${BAR_SECONDS} s`,
          met: second <= BAR_SECONDS,
          note: `the first start, with database and invented world, took ${first.toFixed(1)} s`,
        },
      ]
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
}
