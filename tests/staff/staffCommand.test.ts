import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { followLines } from '#server/line/followLines.ts'
import { createLogger } from '#server/platform/logger.ts'
import { administer } from '#server/staff/administer.ts'
import { staffCommand } from '#server/staff/runStaffCommand.ts'
import { readStaffArguments } from '#server/staff/staffArguments.ts'
import { startHouse } from '#server/start.ts'
import { browserAt, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { aRing, carrierDoor } from '#tests/support/carrierDoor.ts'
import { askedHere, askedInATerminal, type Said } from '#tests/support/operatorCommand.ts'
import { PASSWORD, type SmallHouse, smallHouse, testConfig } from '#tests/support/smallHouse.ts'
import { testDatabase } from '#tests/support/testDatabase.ts'

let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())
beforeEach(async () => {
  const { db } = small.database
  await db.run(db.sql`update staff set disabled_at = null`)
})

const here = () => ({ DATABASE_URL: small.database.url })
const staff = (args: string[], env: Record<string, string> = here()) => askedHere(staffCommand, args, env)
const atTheTerminal = (args: string[], env: Record<string, string> = here()) =>
  askedInATerminal('staff/staffCommand.ts', args, env)

const passwordIn = ({ out }: Said) => /password {6}(\S+)/.exec(out)?.[1] ?? ''
const aNurse = (signIn: string, ...more: string[]) => [
  'add-nurse',
  ...['--line', '01632 960001', '--name', 'Jo Fenn', '--sign-in', signIn, '--organisation', 'Test Hospice'],
  ...more,
]

describe('an empty database', () => {
  test('becomes a line with a nurse, who signs in to the house that opens over it', async () => {
    const database = await testDatabase()
    const env = { DATABASE_URL: database.url }
    const onCall = ['--on-call', '07700 900001, +44 (0)7700 900002', '--on-call', '07700 900001']
    const line = await atTheTerminal(
      ['add-line', '--name', 'Wold  Care Line', '--number', '(01632) 960 077', ...onCall],
      env,
    )
    const nurse = await staff(
      [...aNurse('Jo.Fenn', '--role', 'shift_lead', '--phone', '07700 900003'), '--line', '01632960077'],
      env,
    )
    const dataDir = mkdtempSync(join(tmpdir(), 'goldthread-house-'))
    const config = testConfig(database.url, { dataDir })
    const house = await startHouse({ config, log: createLogger('error') })

    const browser = browserAt(house.publicUrl)
    const answer = await browser.post('/api/sign-in', { signInName: 'jo.fenn', password: passwordIn(nurse) })
    const board = await browser.get('/api/board')
    const { db } = database
    const promises = await db.run(db.sql`select kind from promises where key like 'line/%'`)
    const lines = house.line.lines.all()
    await house.stop()
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })

    expect([line.code, nurse.code, answer.status, board.status]).toEqual([0, 0, 200, 200])
    expect(answer.body).toMatchObject({
      name: 'Jo Fenn',
      role: 'shift_lead',
      organisation: 'Test Hospice',
      phoneNumber: '+447700900003',
      line: { name: 'Wold Care Line', phoneNumber: '+441632960077' },
    })
    expect(lines.map(one => one.onCallNumbers)).toEqual([['+447700900001', '+447700900002']])
    expect(promises).toEqual([{ kind: 'line.reconcile' }])
  })

  test('has nobody in it, and says what to do', async () => {
    const database = await testDatabase()

    const listed = await staff(['list'], { DATABASE_URL: database.url })
    await database.close()

    expect([listed.code, listed.out]).toEqual([0, 'There is no line yet. Make one: add-line.\n'])
  })
})

describe('a line', () => {
  test('whose number is taken is refused in words, however the number is written', async () => {
    const answer = await atTheTerminal(['add-line', '--name', 'Another', '--number', '+44 1632 960 001'])

    expect(answer).toEqual({
      code: 1,
      out: '',
      err: 'There is already a line with the number 01632 960 001. See it: list.\n',
    })
  })

  test('that is made while a house is open is answered and looked after without a restart', async () => {
    const { house, database } = small
    const ring = aRing(7, { To: '+441632960078' })
    const door = carrierDoor(small)
    await staff(['add-line', '--name', 'Late Line', '--number', '01632960078'])
    const { db } = database
    await db.run(db.sql`
      delete from promises using lines where phone_number = '+441632960078' and line_id = lines.id`)
    const { lines } = house.line
    const following = followLines({ ...house.deps, lines, everyMs: 20 }) // the house itself looks each minute
    const isPromised = async () =>
      (
        await db.run(
          db.sql`select 1 from promises where kind = 'line.reconcile' and line_id in (select id from lines where phone_number = '+441632960078')`,
        )
      ).length === 1
    await until('its standing promise is made again', isPromised)
    following.stop()

    const { body } = await door.tell('/webhooks/voice/incoming', ring)

    expect(body).toContain('Late Line')
    expect(body).toContain('<Enqueue')
  })
})

describe('a nurse', () => {
  test('has a password that nobody chose and that is nowhere in the database', async () => {
    const [first, second] = [await staff(aNurse('first.nurse')), await staff(aNurse('second.nurse'))]
    const passwords = [passwordIn(first), passwordIn(second)]
    const { db } = small.database
    const rows = await db.run(db.sql<{ everything: string; passwordHash: string }[]>`
      select schema_to_xml('public', true, false, '')::text as everything, password_hash
      from staff
      where sign_in_name in ('first.nurse', 'second.nurse')`)

    expect(passwords).toEqual(
      [0, 1].map(() => expect.stringMatching(/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/)),
    )
    expect(passwords[0]).not.toBe(passwords[1])
    expect(rows).toHaveLength(2)
    for (const { everything, passwordHash } of rows) {
      expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      for (const password of passwords) expect(everything).not.toContain(password)
    }
    expect(first.out + first.err).not.toContain('argon2')
  })

  test.each([
    [aNurse('aroha1'), 'Somebody signs in as aroha1 already. Choose another name.'],
    [
      [...aNurse('new.nurse'), '--line', '01632 960999'],
      'There is no line with the number 01632 960 999. Make it first: add-line.',
    ],
    [['disable', '--sign-in', 'nobody'], 'Nobody signs in as nobody. See who does: list.'],
    [['new-password', '--sign-in', 'nobody'], 'Nobody signs in as nobody. See who does: list.'],
  ])('%j is refused in words', async (args, because) => {
    const read = readStaffArguments(args)
    const { db, clock, newId } = small.house.deps

    const answer = read.kind === 'command' && (await administer({ db, clock, newId }, read.command))

    expect(answer).toEqual({ kind: 'refused', because })
  })

  test('who is disabled is signed out at once, also of her open console, and enabled can sign in again', async () => {
    const nurse = await signedIn(small.url, 'bertil1')
    const watcher = await signedIn(small.url, 'aroha1')
    await nurse.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
    const [hers, board] = [
      await liveConsole(small.url, nurse.cookie),
      await liveConsole(small.url, watcher.cookie),
    ]

    const disabled = await staff(['disable', '--sign-in', 'Bertil1'])
    const me = await nurse.get('/api/me')
    await until('her console is told', hers.isSignedOut, 8_000)
    await until(
      'the board is told that she left',
      () =>
        board.entries.some(
          ({ message: told }) =>
            told.kind === 'nurse' && told.nurse.name === 'Bertil 1' && told.nurse.state === 'away',
        ),
      8_000,
    )
    board.close()
    hers.close()
    const enabled = await staff(['enable', '--sign-in', 'bertil1'])

    expect([disabled.code, me.status, enabled.code]).toEqual([0, 401, 0])
    expect((await nurse.get('/api/me')).status).toBe(401) // the old session stays ended
    expect((await (await signedIn(small.url, 'bertil1')).get('/api/me')).status).toBe(200)
  })

  test('who has a call is disabled all the same, and it is said that the call is hers', async () => {
    await signedIn(small.url, 'aroha2')
    const { db } = small.database
    await db.run(db.sql`
      update readiness set state = 'busy', call_id = gen_random_uuid() where staff_id = ${small.south.nurses[0]?.staffId ?? ''}`)

    const { code, out } = await staff(['disable', '--sign-in', 'aroha2'])

    expect([code, out]).toEqual([0, expect.stringContaining('She has a call.')])
  })

  test('with a new password is signed out, and the old one is worth nothing', async () => {
    const nurse = await signedIn(small.url, 'bertil2')

    const changed = await staff(['new-password', '--sign-in', 'bertil2'])
    const attempt = async (password: string) =>
      (await browserAt(small.url).post('/api/sign-in', { signInName: 'bertil2', password })).status

    expect((await nurse.get('/api/me')).status).toBe(401)
    expect([await attempt(PASSWORD), await attempt(passwordIn(changed))]).toEqual([401, 200])
  })
})

test('the list shows who is where, and never a hash', async () => {
  await staff(['disable', '--sign-in', 'aroha1'])

  const { code, out } = await staff(['list'])

  expect(code).toBe(0)
  expect(out).toContain(
    `Line 1, 01632 960 001\n  line id ${small.north.lineId}, on-call phones: 07700 900 011`,
  )
  expect(out).toMatch(/ {2}aroha1 +Aroha 1, coordinator, Test Hospice, disabled/)
  expect(out).not.toContain('argon2')
})

test('a line is given whom its nurses bring into a call, in the place that it had, and is taken it again', async () => {
  const { db } = small.database
  const set = (key: string, ...more: string[]) =>
    staff(['service', '--line', '01632 960001', '--service', key, ...more])
  const named = (name: string, number: string) => ['--name', name, '--number', number]
  const kept = async () => {
    const [row] = await db.run(
      db.sql<{ services: object[] }[]>`select services from lines where id = ${small.north.lineId}`,
    )
    return row?.services
  }

  expect((await set('ambulance_control')).err).toContain('Line 1 has no such service.')
  expect((await set('interpreter', ...named('Interpreters', '01632 960970'))).code).toBe(0)
  expect((await set('ambulance_control', ...named('Ambulance control', '01632 960971'))).code).toBe(0)
  expect((await set('interpreter', ...named('Telephone interpreters', '01632 960972'))).out).toContain(
    'Nurses of Line 1 bring in Telephone interpreters by one press: 01632 960 972.',
  )
  expect(await kept()).toEqual([
    { key: 'interpreter', name: 'Telephone interpreters', number: '+441632960972' },
    { key: 'ambulance_control', name: 'Ambulance control', number: '+441632960971' },
  ])
  expect((await staff(['list'])).out).toContain('  interpreter: Telephone interpreters, 01632 960 972')

  expect((await set('interpreter', ...named('Ourselves', '01632 960001'))).err).toMatch(/number of a line/)
  expect((await set('interpreter')).code).toBe(0)
  expect(await kept()).toEqual([
    { key: 'ambulance_control', name: 'Ambulance control', number: '+441632960971' },
  ])
  expect((await set('ambulance_control')).code).toBe(0)
  expect(await kept()).toEqual([])
})

describe('at the terminal', () => {
  test('what is not given as it should be is said, and the exit code is 2', async () => {
    const answer = await atTheTerminal(['add-line', '--name', 'Wold', '--number', '12'])

    expect(answer).toEqual({
      code: 2,
      out: '',
      err: "--number: '12' is not a whole telephone number. Write it like 01632 960001 or +44 1632 960001.\nTry --help.\n",
    })
  })

  test('help says what there is', async () => {
    const { code, out } = await staff(['--help'], {})

    expect([code, out]).toEqual([0, expect.stringContaining('npm run staff -- add-line')])
  })

  test.each([
    [{ DATA_DIR: '/nowhere' }, 'DATABASE_URL: Set it to the address of PostgreSQL'],
    [{ DATABASE_URL: 'mysql://db.example/x' }, 'DATABASE_URL: Give an address such as'],
    [{ DATABASE_URL: 'postgres://thread:hidden@127.0.0.1:1/goldthread' }, 'does not answer'],
    [{ DATABASE_URL: 'postgres://thread:hidden@[/goldthread' }, 'DATABASE_URL: Give an address such as'],
  ])('a database that cannot be used is said in words, without its secret: %j', async (env, because) => {
    const { code, out, err } = await staff(['list'], env)

    expect([code, out, err]).toEqual([2, '', expect.stringContaining(because)])
    expect(err).not.toContain('hidden')
  })
})
