import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import {
  openSpool as openSpoolOf,
  type Replayed,
  type Spool,
  type SpooledWebhook,
} from '#server/line/spool.ts'

const [OURS, THEIRS] = ['0d9f1f6e-3f1c-4d55-9a9b-2f8f5a3f0c11', '7b0c5f52-6a52-4b1e-8f1d-91f1f3f7a922']
const openSpool = (folder: string) => openSpoolOf(folder, OURS)

const folders: string[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-spool-'))
  folders.push(folder)
  return folder
}

const aWebhook = (n: number): SpooledWebhook => ({
  path: 'voice/incoming',
  form: { CallSid: `CA${n}`, Many: ['a', 'b'], Text: 'two\nlines, “quoted”' },
  receivedAt: '2026-11-22T03:14:15.000Z',
})

/** Everything that is handed out, in order; `refuse` and `fail` by the leg's name. */
async function replayed(spool: Spool, { refuse = '', fail = '' } = {}) {
  const seen: unknown[] = []
  const store = async (webhook: SpooledWebhook): Promise<Replayed> => {
    if (webhook.form.CallSid === fail) throw new Error('the database is away')
    seen.push(webhook)
    return webhook.form.CallSid === refuse ? 'refused' : 'stored'
  }
  const done = await spool.replay(store).catch((error: Error) => error.message)
  return { seen, done }
}

test('what was kept comes back whole, oldest first, and is forgotten once it is stored', async () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  for (const n of [1, 2, 3]) spool.append(aWebhook(n))
  const before = spool.count()

  const first = await replayed(spool)
  spool.append(aWebhook(4))
  const second = await replayed(spool)
  const third = await replayed(spool)

  expect([before, spool.count()]).toEqual([3, 0])
  expect(first).toEqual({ seen: [1, 2, 3].map(aWebhook), done: { stored: 3, setAside: 0 } })
  expect([second.seen, third.seen]).toEqual([[aWebhook(4)], []])
  expect(readdirSync(folder)).toEqual([])
})

test('a line is on the disk before append comes back', () => {
  const folder = aFolder()
  openSpool(folder).append(aWebhook(1))

  const [file = ''] = readdirSync(folder)
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(aWebhook(1))
})

test('the first that cannot be stored stops the replay, and nothing from there on is forgotten', async () => {
  const spool = openSpool(aFolder())
  for (const n of [1, 2, 3]) spool.append(aWebhook(n))

  const failed = await replayed(spool, { fail: 'CA2' })
  spool.append(aWebhook(4))
  const after = await replayed(spool)

  expect([failed.done, failed.seen.length]).toEqual(['the database is away', 1])
  // The first of them is stored again: that is harmless, and forgetting it too early would not be.
  expect(after.seen).toEqual([1, 2, 3, 4].map(aWebhook))
})

test('what comes in during a replay is kept for the next', async () => {
  const spool = openSpool(aFolder())
  spool.append(aWebhook(1))

  await spool.replay(async webhook => {
    if (webhook.form.CallSid === 'CA1') spool.append(aWebhook(2))
    return 'stored'
  })

  expect((await replayed(spool)).seen).toEqual([aWebhook(2)])
})

test('what can never be stored is set aside for a person and does not hold up the rest', async () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  for (const n of [1, 2, 3]) spool.append(aWebhook(n))

  const { seen, done } = await replayed(spool, { refuse: 'CA2' })

  expect([seen.length, done, spool.count()]).toEqual([3, { stored: 2, setAside: 1 }, 0])
  expect(JSON.parse(readFileSync(join(folder, 'set-aside.jsonl'), 'utf8'))).toEqual(aWebhook(2))
})

test('a line torn by a power cut is left out, everything before it is there, and the next start opens', async () => {
  const folder = aFolder()
  const written = `${[1, 2].map(n => JSON.stringify(aWebhook(n))).join('\n')}\n`
  const whole = JSON.stringify(aWebhook(3))
  for (const cut of [0, 1, 20, whole.length]) {
    writeFileSync(join(folder, `2026-11-22T031415.000Z-999999-x${cut}.open`), written + whole.slice(0, cut))
  }

  const { seen, done } = await replayed(openSpool(folder))

  expect([seen.length, done]).toEqual([8, { stored: 8, setAside: 0 }])
})

test('a line that is no webhook, in the middle of a file, costs nobody else anything', async () => {
  const folder = aFolder()
  const lines = [
    JSON.stringify(aWebhook(1)),
    '{"path":"voi',
    '[]',
    '{}',
    '\u0000\u0000',
    JSON.stringify(aWebhook(2)),
  ]
  writeFileSync(join(folder, '2026-11-22T031415.000Z-999999-x.closed'), `${lines.join('\n')}\n`)

  const { seen, done } = await replayed(openSpool(folder))

  expect([seen, done]).toEqual([[aWebhook(1), aWebhook(2)], { stored: 2, setAside: 4 }])
})

test('the file of a process that is gone is taken over while we run, that of a living one is left alone', async () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const line = (n: number) => `${JSON.stringify(aWebhook(n))}\n`
  writeFileSync(join(folder, `2026-11-22T031415.000Z-${gone}-a.open`), line(1))
  writeFileSync(join(folder, `2026-11-22T031416.000Z-${process.ppid}-b.open`), line(2))

  const { seen } = await replayed(spool)

  expect([seen, readdirSync(folder).length]).toEqual([[aWebhook(1)], 1])
})

test('a process’s number may be used anew: a file that has long been quiet is taken over all the same', async () => {
  const folder = aFolder()
  const file = join(folder, `2026-11-22T031416.000Z-${process.ppid}-b.open`)
  writeFileSync(file, `${JSON.stringify(aWebhook(1))}\n`)
  utimesSync(file, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))

  expect((await replayed(openSpool(folder))).seen).toEqual([aWebhook(1)])
})

test('a writer whose file was taken over in that moment writes its line again', async () => {
  const folder = aFolder()
  const [mine, other] = [openSpool(folder), openSpool(folder)]
  mine.append(aWebhook(1))

  // To another spool of the same process number the file looks left behind, as after a restart.
  const taken = await replayed(other)
  mine.append(aWebhook(2))
  const mineAfter = await replayed(mine)

  expect([...taken.seen, ...mineAfter.seen]).toEqual([aWebhook(1), aWebhook(2)])
})

test('a disk that takes nothing, or only a part, refuses; what follows is not spoiled by the torn line', async () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  spool.append(aWebhook(1))
  const [file = ''] = readdirSync(folder)
  // As when the disk fills in the middle of a line: the file's end is torn, and append has thrown.
  spool.close()
  appendFileSync(join(folder, file), '{"path":"voice/inc')
  spool.append(aWebhook(2))

  const { seen, done } = await replayed(spool)

  expect([seen, done]).toEqual([[aWebhook(1), aWebhook(2)], { stored: 2, setAside: 0 }])
})

test('a folder that is gone is an error to whoever wants to append, and not a silence', () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  rmSync(folder, { recursive: true })

  expect(() => spool.append(aWebhook(1))).toThrow()
  expect(spool.count()).toBe(0)
})

test('a long outage fills many files and not one that is too large to be read beside callers', async () => {
  const folder = aFolder()
  const spool = openSpool(folder)
  const large = { ...aWebhook(1), form: { CallSid: 'CA1', Text: 'x'.repeat(300_000) } }
  for (let n = 0; n < 9; n += 1) spool.append(large)
  const sizes = readdirSync(folder).map(name => statSync(join(folder, name)).size)
  const waiting = spool.count()

  const { done } = await replayed(spool)

  expect([sizes.length, Math.max(...sizes) < 1_500_000, waiting]).toEqual([3, true, 9])
  expect([done, readdirSync(folder)]).toEqual([{ stored: 9, setAside: 0 }, []])
})

test('a full disk refuses every caller’s word and is not filled with empty files by it', () => {
  const folder = aFolder()
  const script = `
    import { openSpool } from ${JSON.stringify(join(import.meta.dirname, '../../server/line/spool.ts'))}
    const spool = openSpool(${JSON.stringify(folder)}, ${JSON.stringify(OURS)})
    for (let n = 0; n < 20; n += 1)
      try {
        spool.append(${JSON.stringify(aWebhook(1))})
        console.log('taken')
      } catch (error) {
        console.log(error.code)
      }`
  // No file of that process may grow: what the disk would say as well.
  const { stdout } = spawnSync('sh', [
    '-c',
    'ulimit -f 0; exec "$0" --input-type=module -e "$1"',
    process.execPath,
    script,
  ])

  expect(new Set(stdout.toString().trim().split('\n'))).toEqual(new Set(['EFBIG']))
  expect(readdirSync(folder)).toEqual([])
})

test('a line whose moment is none is set aside: as a word it would make its call unreadable', async () => {
  const folder = aFolder()
  const line = JSON.stringify({ ...aWebhook(1), receivedAt: 'yesterday' })
  writeFileSync(join(folder, '2026-11-22T031415.000Z-999999-x.closed'), `${line}\n`)

  expect((await replayed(openSpool(folder))).done).toEqual({ stored: 0, setAside: 1 })
})

test('words of another house are left where they are, by whichever process wrote them, and counted apart', async () => {
  const folder = aFolder()
  const [ours, theirs] = [openSpool(folder), openSpoolOf(folder, THEIRS)]
  theirs.append(aWebhook(1))
  ours.append(aWebhook(2))
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  for (const end of ['open', 'closed'])
    writeFileSync(
      join(folder, `2026-11-22T031415.000Z-${gone}-a.of-${THEIRS}.${end}`),
      `${JSON.stringify(aWebhook(3))}\n`,
    )
  const before = readdirSync(folder).filter(name => name.includes(THEIRS))
  const counted = [ours.count(), ours.countOfOthers(), theirs.count(), theirs.countOfOthers()]

  const { seen } = await replayed(ours)

  expect(counted).toEqual([1, 3, 3, 1])
  expect([seen, readdirSync(folder)]).toEqual([[aWebhook(2)], before])
  expect((await replayed(theirs)).seen).toHaveLength(3)
})
