import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRestorableLog, BACK_TO, filesIn, leftIn, type RestoredLog, statementOf } from './aRestore.ts'

const KILLER = pathToFileURL(join(import.meta.dirname, 'killAtStep.ts')).href
/** More than the command takes, whatever it is killed before. */
const MOST_STEPS = 80

let log: RestoredLog
beforeAll(async () => {
  log = await aRestorableLog()
  await log.attack(...BACK_TO(3))
})
afterAll(async () => {
  await log.close()
  rmSync(log.elsewhere, { recursive: true, force: true })
})

const places = () => [log.anchors, log.elsewhere]
const copyOf = (place: string) => `${place}-as-it-was`
const asItWas = async () => {
  for (const place of places()) {
    rmSync(place, { recursive: true, force: true })
    cpSync(copyOf(place), place, { recursive: true })
  }
  await log.attack('delete from access_reviews')
}
const verified = async () => {
  const { code, out } = await log.verify('--json')
  return { code, ...JSON.parse(out) }
}
const cards = () => log.db.run(log.db.sql`select from access_reviews`)

test('killed before any step, it is named by verify and finished by a second run', {
  timeout: 240_000,
}, async () => {
  for (const place of places()) cpSync(place, copyOf(place), { recursive: true })
  let killed = 0
  for (let at = 1; at <= MOST_STEPS; at += 1) {
    await asItWas()
    const first = await log.restoredInATerminal({
      KILL_AT: String(at),
      NODE_OPTIONS: `--import ${KILLER}`,
    })
    if (first.code === 0) break
    killed += 1
    const { code, findings, restores } = await verified()
    const officersKnow = (await cards()).length === 1
    const second = await log.restored()
    const after = await verified()

    // Until then a restore is a finding, or it is explained; never neither, and never explained without the officers.
    expect({ at, isNamed: code === 1 ? findings.length > 0 : restores.length > 0 }).toEqual({
      at,
      isNamed: true,
    })
    expect({ at, officersKnow: restores.length === 0 || officersKnow }).toEqual({ at, officersKnow: true })
    const kinds: string[] = findings.map(({ kind }: { kind: string }) => kind)
    expect({ at, others: kinds.filter(kind => kind !== 'restored') }).toEqual({ at, others: [] })
    // Killed after the last thing that is done, nothing is left to finish.
    expect({ at, second: second.code === 0 || second.err.includes('Nothing is missing') }).toEqual({
      at,
      second: true,
    })
    expect({ at, code: after.code, findings: after.findings }).toEqual({ at, code: 0, findings: [] })
    expect(await cards()).toHaveLength(1)
    for (const place of places()) {
      expect({ at, statement: existsSync(statementOf(place)), left: filesIn(leftIn(place)).length }).toEqual({
        at,
        statement: true,
        left: 1,
      })
      expect(filesIn(place)).toHaveLength(1)
      expect(readdirSync(place).filter(name => name.startsWith('.'))).toEqual([])
    }
  }
  expect(killed).toBeGreaterThan(15)
  expect(killed).toBeLessThan(MOST_STEPS)
})
