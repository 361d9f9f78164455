import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditCommand } from '#server/audit/runAuditCommand.ts'
import { askedHere, askedInATerminal } from '#tests/support/operatorCommand.ts'
import { aLog, type Log } from './aLog.ts'

export const BECAUSE = 'The disk failed; restored to the backup of 02:00.'
const RESTORED = ['restored', '--by', 'Ruth Hale', '--because', BECAUSE]

/** The newest link before it, and all after it, are gone with their head: as a restore leaves a database. */
export const BACK_TO = (seq: number) => [
  `delete from access_log where seq > ${seq}`,
  `update access_log_heads head
   set seq = newest.seq, at = newest.at, previous_hash = newest.previous_hash, hash = newest.hash
   from (select * from access_log order by seq desc limit 1) as newest`,
]

/** A log of six links, anchored in both places, and the commands of its operator. */
export type RestoredLog = Log & {
  elsewhere: string
  verify(...args: string[]): ReturnType<typeof askedHere>
  restored(env?: Record<string, string>): ReturnType<typeof askedHere>
  restoredInATerminal(env?: Record<string, string>): ReturnType<typeof askedHere>
  anchorBoth(): Promise<void>
}

export async function aRestorableLog(): Promise<RestoredLog> {
  const log = await aLog({ anchored: 'never' })
  const elsewhere = join(log.dataDir, '..', `${log.dataDir.split('/').at(-1)}-witness`)
  const env = { DATABASE_URL: log.url, DATA_DIR: log.dataDir, AUDIT_ANCHOR_DIR: elsewhere }
  const both: RestoredLog = {
    ...log,
    elsewhere,
    verify: (...args) => askedHere(auditCommand, ['verify', ...args], env),
    restored: more => askedHere(auditCommand, RESTORED, { ...env, ...more }),
    restoredInATerminal: more => askedInATerminal('audit/auditCommand.ts', RESTORED, { ...env, ...more }),
    anchorBoth: async () => {
      await askedHere(auditCommand, ['anchor'], env)
    },
  }
  await both.anchorBoth()
  return both
}

/** The folder that a restore left behind in this one. */
export const leftIn = (folder: string) =>
  join(folder, readdirSync(folder).find(name => name.startsWith('restored-')) ?? 'none')
export const statementOf = (folder: string) => join(leftIn(folder), 'statement.json')
export const filesIn = (folder: string) => readdirSync(folder).filter(name => name.endsWith('.jsonl'))
export const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n')
