import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import type { Database } from '#server/platform/database.ts'

export type Machine = {
  processor: string
  cores: number
  memoryGb: number
  system: string
  node: string
  postgres: string
  /** Work of others at the beginning, in processes that wanted a core: above `cores` nothing here is at its best. */
  load: number
}

export async function machineFacts(db: Database): Promise<Machine> {
  const [row] = await db.run(
    db.sql<{ version: string }[]>`select current_setting('server_version') as version`,
  )
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    postgres: row?.version ?? 'unknown',
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

/** Milliseconds of a core: what the process itself has used, and what the database has used for it. */
export type Cpu = { server: number; database: number }

/** What was used since `before`, for each of so many acts. */
export function cpuSince(now: Cpu, before: Cpu, acts: number): Cpu {
  return { server: (now.server - before.server) / acts, database: (now.database - before.database) / acts }
}

/** What a process holds in memory, in megabytes. */
export function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}

/** Milliseconds of a core that a process and those it started have used. */
export function cpuMsOf(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + ownCpuMs(one), 0)
}

/** The kernel counts in hundredths of a second (USER_HZ), user time and system time. Source: proc(5), fields 14 and 15. */
function ownCpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0 // it ended while we looked
  }
}

/** The processes that this one started. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(child => parentOf(child) === pid)
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined // it ended while we looked
  }
}
