import postgres from 'postgres'
import { z } from 'zod'
import type { Sql } from '#server/platform/database.ts'

/** How PostgreSQL came to the rows: what it read them by, and how long that took it. Milliseconds. */
export type Plan = {
  executionMs: number
  /** Each index or table that was read, and how many rows it gave. */
  readBy: { name: string; rows: number }[]
}

type Node = {
  'Node Type': string
  'Index Name'?: string | undefined
  'Relation Name'?: string | undefined
  'Actual Rows'?: number | undefined
  'Actual Loops'?: number | undefined
  Plans?: Node[] | undefined
}
const Node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Index Name': z.string().optional(),
    'Relation Name': z.string().optional(),
    'Actual Rows': z.number().optional(),
    'Actual Loops': z.number().optional(),
    Plans: z.array(Node).optional(),
  }),
)
const Explained = z.object({ Plan: Node })

/** After five times PostgreSQL may settle on one plan for all; on a machine with other work the quickest says what the statement takes. */
const TIMES = 9

/**
 * Runs the statement as the server does, with its row in the access log, over and over on one connection, until it is planned once for all,
 * and says by the plan that was really taken how it went when it went best. PostgreSQL tells it itself (auto_explain): `explain`
 * would plan the statement anew for what is asked.
 */
export async function planOf(url: string, statement: (sql: Sql) => unknown): Promise<Plan> {
  let told = ''
  const bare = postgres(url, {
    max: 1,
    onnotice: notice => {
      told = notice.message ?? ''
    },
    connection: { jit: 'off', TimeZone: 'UTC', 'pg_trgm.similarity_threshold': '0.45' } as object,
  })
  try {
    await bare`load 'auto_explain'`
    const settings = {
      log_min_duration: '0',
      log_analyze: 'on',
      log_timing: 'off',
      log_format: 'json',
      log_level: 'notice',
    }
    for (const [name, value] of Object.entries(settings))
      await bare`select set_config(${`auto_explain.${name}`}, ${value}, false)`
    let best: Plan | undefined
    for (let time = 0; time < TIMES; time += 1) {
      await statement(bare as unknown as Sql) // the driver's own columns: nobody reads the rows
      const plan = explained(told)
      if (!best || plan.executionMs < best.executionMs) best = plan
    }
    if (!best) throw new Error('nothing was explained')
    return best
  } finally {
    await bare.end()
  }
}

function explained(told: string): Plan {
  const [, ms, plan] = /^duration: ([\d.]+) ms +plan:\s*(\{.*\})\s*$/s.exec(told) ?? []
  if (!ms || !plan) throw new Error('PostgreSQL explained nothing')
  const { Plan } = Explained.parse(JSON.parse(plan))
  const readBy = new Map<string, number>()
  for (const node of nodesOf(Plan)) {
    const name =
      node['Index Name'] ??
      (node['Node Type'].includes('Seq Scan') ? `all of ${node['Relation Name']}` : undefined)
    const rows = (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0)
    if (name && (node['Actual Loops'] ?? 0) > 0) readBy.set(name, (readBy.get(name) ?? 0) + Math.round(rows))
  }
  return {
    executionMs: Number(ms),
    readBy: [...readBy].map(([name, rows]) => ({ name, rows })),
  }
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** 'at best ran in 3.4 ms; rows by patients_by_name 276, …'; without what every statement of ours writes. */
export function planInWords({ executionMs, readBy }: Plan): string {
  const read = readBy
    .filter(({ name }) => !name.startsWith('access_log'))
    .map(({ name, rows }) => `${name} ${rows.toLocaleString('en-GB')}`)
  return `at best ran in ${executionMs.toFixed(1)} ms; rows by ${read.join(', ')}`
}
