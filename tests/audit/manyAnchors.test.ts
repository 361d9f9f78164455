import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lossesOf } from '#server/audit/losses.ts'
import { verdictInWords } from '#server/audit/verdict.ts'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { testDatabase } from '#tests/support/testDatabase.ts'

/** Some months of anchors, one a minute. */
const MANY = 150_000
const LINE = '00000000-0000-4000-8000-000000000001'

test('what a restore took away is found after some months of anchors', () => {
  const seen = new Map(
    Array.from({ length: MANY }, (_, n) => [
      n + 1,
      { seq: n + 1, hash: `h${n + 1}`, at: '1780000000', anchoredAt: '' },
    ]),
  )

  expect(lossesOf(new Map([[`${LINE} Loud Hospice`, seen]]), [])).toMatchObject([
    { organisation: 'Loud Hospice', from: 1, to: MANY, hash: `h${MANY}` },
  ])
})

test('and whoever spoils every anchor of it is told of by the verifier, which does not fall over them', async () => {
  const house = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  writeFileSync(join(folder, '2026-11-24T0200-a.jsonl'), 'spoilt\n'.repeat(MANY))
  try {
    const verified = await verifyLog(house.db, { folders: [folder] })

    expect(verified.findings).toHaveLength(MANY)
    expect(verdictInWords(verified, [folder])).toContain('is not as it was signed')
  } finally {
    await house.close()
  }
})
