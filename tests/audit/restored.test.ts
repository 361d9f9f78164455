import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAnchorKey } from '#server/audit/anchorKey.ts'
import { readRestoreLine, restoreLine } from '#server/audit/restores.ts'
import { createLogger } from '#server/platform/logger.ts'
import { startHouse } from '#server/start.ts'
import { testConfig } from '#tests/support/smallHouse.ts'
import { look } from './aLog.ts'
import {
  aRestorableLog,
  BACK_TO,
  BECAUSE,
  filesIn,
  leftIn,
  linesOf,
  type RestoredLog,
  statementOf,
} from './aRestore.ts'

let log: RestoredLog
beforeEach(async () => {
  log = await aRestorableLog()
})
afterEach(async () => {
  await log.close()
  rmSync(log.elsewhere, { recursive: true, force: true })
})

const EXPLAINED = new RegExp(
  `^On \\d\\d-\\w{3}-\\d{4} links 4 to 6 of Loud Line, Loud Hospice were lost by a restore, explained by Ruth Hale: “${BECAUSE}”\n\nChecked:`,
)
const cards = () =>
  log.db.run(log.db.sql`
    select review.kind, staff_name, verdict, because, organisations.kind as of
    from access_reviews review join organisations on organisations.id = organisation_id`)
/** What verify finds, by what it says. */
const found = async (...args: string[]) => {
  const { code, out } = await log.verify('--json', ...args)
  const { findings, restores } = JSON.parse(out)
  const kinds: string[] = findings.map(({ kind }: { kind: string }) => kind)
  return { code, kinds: [...new Set(kinds)].sort(), explained: restores.length }
}

describe('a restore that is explained', () => {
  beforeEach(() => log.attack(...BACK_TO(3)))

  test('it shows what is missing, moves the anchors aside, and verify says first who explained it', async () => {
    const before = await log.verify()
    const { code, out, err } = await log.restoredInATerminal()
    const after = await log.verify()

    expect([before.code, code, err, after.code]).toEqual([1, 0, '', 0])
    expect(out).toMatch(
      /^Loud Line, Loud Hospice: links 4 to 6 are missing, from \d\d-\w{3}-\d{4} \d\d:\d\d to \d\d-\w{3}-\d{4} \d\d:\d\d\.\n/,
    )
    expect(after.out).toMatch(EXPLAINED)
    expect(after.out).toContain('3 links, 6 rows, anchored to link 3.')
    for (const folder of [log.anchors, log.elsewhere]) {
      expect(filesIn(leftIn(folder))).toHaveLength(1)
      expect(filesIn(folder)).toHaveLength(1) // the first anchor after it
      const [statement = ''] = linesOf(statementOf(folder))
      const { publicText } = openAnchorKey(log.dataDir)
      expect(readRestoreLine(statement)).toMatchObject({ by: 'Ruth Hale', because: BECAUSE, key: publicText })
    }
  })

  test('the privacy officers of the hub have one card, and keep it when it is run again', async () => {
    await log.restored()
    const again = await log.restored()

    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('Nothing is missing') })
    expect(await cards()).toEqual([
      {
        kind: 'log_restored',
        staffName: 'Ruth Hale',
        verdict: null,
        of: 'hub',
        because: expect.stringMatching(
          /Loud Hospice: links 4 to 6 are missing.*Ruth Hale wrote: “The disk failed/,
        ),
      },
    ])
  })

  test('it stays visible when the house has gone on, and the new links are held against the new anchors', async () => {
    await log.restored()
    for (let link = 4; link <= 9; link += 1) await look(log.db, log.actor)
    await log.anchorBoth()
    const sound = await log.verify()
    await log.attack("update access_log set actor_name = 'Somebody Else' where seq = 5")

    expect(sound.code).toBe(0)
    expect(sound.out).toMatch(EXPLAINED)
    expect(sound.out).toContain('anchored to link 9.')
    expect(await found()).toEqual({ code: 1, kinds: ['changed'], explained: 1 })
  })

  test('what was not lost is still held against the anchors that were left behind', async () => {
    await log.restored()
    await log.attack(...BACK_TO(2))

    expect(await found()).toEqual({ code: 1, kinds: ['restored'], explained: 1 })
  })

  test('a second restore, to before the first, is explained beside it', async () => {
    await log.restored()
    for (let link = 4; link <= 5; link += 1) await look(log.db, log.actor)
    await log.anchorBoth()
    await log.attack(...BACK_TO(1))
    const between = await found()
    const { code } = await log.restored()
    const { out } = await log.verify()

    expect([between.kinds, code]).toEqual([['restored'], 0])
    expect(out.split('\n').slice(0, 2)).toEqual([
      expect.stringContaining('links 4 to 6 of'),
      expect.stringContaining('links 2 to 5 of'),
    ])
    expect(await found()).toEqual({ code: 0, kinds: [], explained: 2 })
    expect(await cards()).toHaveLength(2)
  })

  test('the folder that was left behind shows the gap at any time', async () => {
    await log.restored()

    expect(await found('--anchors', leftIn(log.anchors))).toMatchObject({ code: 1, kinds: ['restored'] })
  })

  test('a witness that copied the files before they were moved finds nothing more', async () => {
    const witness = join(log.dataDir, 'copied')
    cpSync(log.elsewhere, witness, { recursive: true })
    await log.restored()
    cpSync(log.elsewhere, witness, { recursive: true })

    expect(filesIn(witness)).toHaveLength(2)
    expect(await found('--anchors', witness)).toEqual({ code: 0, kinds: [], explained: 1 })
  })

  test('a process that shares the second place explains its own folder as well, and both are one card', async () => {
    const other = join(log.dataDir, 'other')
    cpSync(log.anchors, join(other, 'anchors'), { recursive: true })
    for (const name of ['anchor-key.pem', 'anchor-key.pub'])
      cpSync(join(log.dataDir, name), join(other, name))
    await log.restored()
    const second = await log.restored({ DATA_DIR: other })

    expect(second.code).toBe(0)
    expect(await found('--anchors', join(other, 'anchors'), '--anchors', log.elsewhere)).toMatchObject({
      code: 0,
      kinds: [],
    })
    expect(await cards()).toHaveLength(1)
  })
})

test('a log that was restored to before its first look is explained from link 1', async () => {
  await log.attack('truncate access_log, access_log_heads')
  const { code, out } = await log.restored()

  expect(code).toBe(0)
  expect(out).toContain('links 1 to 6 are missing, up to ')
  expect(await found()).toEqual({ code: 0, kinds: [], explained: 1 })
  await look(log.db, log.actor)
  await log.anchorBoth()
  expect(await found()).toEqual({ code: 0, kinds: [], explained: 1 })
})

test('a line that the restored database does not know has no card, and that is said', async () => {
  await log.attack('truncate access_log, access_log_heads', 'delete from organisations', 'delete from lines')
  const { code, out } = await log.restored()

  expect([code, await cards()]).toEqual([0, []])
  expect(out).toContain(`The database knows no hub of line ${log.actor.lineId} any more`)
})

describe('what is no restore is refused, and nothing is moved', () => {
  const untouched = async (kind: RegExp) => {
    const { code, out } = await log.restored()
    expect(code).toBe(1)
    expect(out).toMatch(kind)
    expect(out).toContain('This is no restore')
    expect([readdirSync(log.anchors), readdirSync(log.elsewhere)].map(names => names.length)).toEqual([1, 1])
    expect(await cards()).toEqual([])
  }

  test.each([
    ['an edited row', ["update access_log set actor_name = 'X' where seq = 2"], /Link 2 was changed/],
    ['links out of the middle', ['delete from access_log where seq = 2'], /Link 2 is missing/],
    ['an end cut off with its head left', ['delete from access_log where seq > 4'], /missing from the end/],
    ['a head taken away', ['delete from access_log_heads'], /head of the chain is missing/],
    [
      'an edit beside a restore',
      [...BACK_TO(3), "update access_log set outcome = 'refused' where seq = 2"],
      /Link 2 was changed/,
    ],
    [
      'a guard that is off',
      [...BACK_TO(3), 'alter table access_log disable trigger access_log_is_only_added_to'],
      /may be rewritten/,
    ],
  ])('%s', async (_, attack, says) => {
    await log.attack(...attack)
    await untouched(says)
  })

  test('links that others stand in the place of: restored and gone on, or exchanged', async () => {
    await log.attack(...BACK_TO(3))
    for (let link = 4; link <= 7; link += 1) await look(log.db, log.actor)
    await untouched(/Restored, or exchanged/)
  })

  test('an anchor that somebody has been at', async () => {
    await log.attack(...BACK_TO(3))
    const [name = ''] = filesIn(log.elsewhere)
    writeFileSync(
      join(log.elsewhere, name),
      `${linesOf(join(log.elsewhere, name)).join('\n').replace('"seq":6', '"seq":3')}\n`,
    )
    await untouched(/is not as it was signed/)
  })

  test('a log in which nothing is missing', async () => {
    expect(await log.restored()).toMatchObject({
      code: 2,
      err: expect.stringContaining('Nothing is missing'),
    })
  })

  test('anchors that were made with another key', async () => {
    await log.attack(...BACK_TO(3))
    rmSync(join(log.dataDir, 'anchor-key.pem'))
    const { code, err } = await log.restored()

    expect(code).toBe(2)
    expect(err).toContain('whoever did not make them cannot speak for them')
    expect(readdirSync(log.anchors)).toHaveLength(1)
  })

  test('a house that is open', async () => {
    await log.attack(...BACK_TO(3))
    const config = testConfig(log.url, { dataDir: join(log.dataDir, 'house') })
    const house = await startHouse({ config, log: createLogger('error', () => {}) })
    const open = await log.restored()
    await house.stop()
    const closed = await log.restored()

    expect(open).toMatchObject({ code: 2, err: expect.stringContaining('The house is open') })
    expect(closed.code).toBe(0)
  })
})

describe('somebody has been at the statement', () => {
  beforeEach(async () => {
    await log.attack(...BACK_TO(3))
    await log.restored()
  })
  const edit = (folder: string, change: (text: string) => string) =>
    writeFileSync(statementOf(folder), change(readFileSync(statementOf(folder), 'utf8')))

  test('altered', async () => {
    for (const folder of [log.anchors, log.elsewhere]) edit(folder, text => text.replace('Ruth', 'Rita'))

    expect(await found()).toEqual({
      code: 1,
      kinds: ['anchor_missing', 'restored', 'statement_changed'],
      explained: 0,
    })
  })

  test('altered in one place: the other still tells', async () => {
    edit(log.anchors, text => text.replace('"to":6', '"to":5'))

    expect(await found()).toMatchObject({
      code: 1,
      kinds: ['anchor_missing', 'restored', 'statement_changed'],
      explained: 1,
    })
  })

  test('taken away', async () => {
    rmSync(statementOf(log.anchors))

    expect(await found()).toMatchObject({
      code: 1,
      kinds: ['anchor_missing', 'restored', 'statement_missing'],
    })
  })

  test('taken away with all that was left behind: the next anchor names it', async () => {
    for (const folder of [log.anchors, log.elsewhere]) rmSync(leftIn(folder), { recursive: true })

    expect(await found()).toEqual({ code: 1, kinds: ['anchor_missing'], explained: 0 })
  })

  test('its anchors taken away', async () => {
    for (const name of filesIn(leftIn(log.anchors))) rmSync(join(leftIn(log.anchors), name))

    expect(await found()).toMatchObject({ code: 1, kinds: ['statement_unfit'] })
  })

  test('its anchors altered', async () => {
    const [name = ''] = filesIn(leftIn(log.anchors))
    const file = join(leftIn(log.anchors), name)
    writeFileSync(file, `${linesOf(file).join('\n').replace('"seq":6', '"seq":3')}\n`)

    expect(await found()).toMatchObject({ code: 1, kinds: ['anchor_changed', 'statement_unfit'] })
  })

  test.each([
    ['a strange key', (dir: string) => openAnchorKey(dir), {}],
    ['the own key, and more links than were seen', () => openAnchorKey(log.dataDir), { to: 9 }],
    ['the own key, and fewer', () => openAnchorKey(log.dataDir), { to: 5 }],
    ['the own key, and another last link', () => openAnchorKey(log.dataDir), { hash: 'ab'.repeat(32) }],
  ])('forged, with %s', async (_, keyOf, changes) => {
    const strange = join(log.dataDir, 'strange')
    mkdirSync(strange)
    const key = keyOf(strange)
    const said = readRestoreLine(linesOf(statementOf(log.anchors))[0] ?? '')
    if (!said) throw new Error('no statement')
    const lost = said.lost.map(one => ({ ...one, ...changes }))
    const forged = `${restoreLine({ ...said, key: key.publicText, lost }, key.sign)}\n`
    edit(log.anchors, () => forged)

    expect(await found()).toMatchObject({ code: 1, kinds: ['anchor_missing', 'restored', 'statement_unfit'] })
  })

  test('its folder under another name is read all the same, or is missed', async () => {
    renameSync(leftIn(log.anchors), join(log.anchors, 'restored-by-another-name'))
    const renamed = await found()
    renameSync(join(log.anchors, 'restored-by-another-name'), join(log.anchors, 'put aside'))

    expect(renamed).toEqual({ code: 0, kinds: [], explained: 1 })
    expect(await found()).toMatchObject({ code: 1, kinds: ['anchor_missing'] })
  })

  test('who believes one key only does not believe a statement with another', async () => {
    expect(await found('--key', 'A'.repeat(43))).toMatchObject({
      code: 1,
      kinds: expect.arrayContaining(['statement_foreign', 'anchor_foreign']),
      explained: 0,
    })
  })
})
