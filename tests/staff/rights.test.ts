import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer } from '#server/staff/administer.ts'
import { readStaffArguments } from '#server/staff/staffArguments.ts'
import type { House } from '#server/start.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { type LiveConsole, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'

// A right that was taken away is gone at once: from requests, and from connections that were open, on every process.
let house: SharedHouse
let other: House
const open: LiveConsole[] = []
beforeAll(async () => {
  house = await sharedHouse()
  other = await house.small.another()
})
afterAll(async () => {
  for (const one of open) one.close()
  await house.small.close()
})

const listening = async (url: string, cookie: string, record?: string): Promise<LiveConsole> => {
  const one = await liveConsole(record ? `${url}?record=${record}` : url, cookie, {
    origin: new URL(url).origin,
  })
  open.push(one)
  return one
}
const staff = async (...args: string[]) => {
  const read = readStaffArguments(args)
  if (read.kind !== 'command') throw new Error(JSON.stringify(read))
  const { db } = house.small.database
  return administer({ db, clock: () => new Date().toISOString(), newId: randomUUID }, read.command)
}

describe('a session ends, and its connections on every process, when', () => {
  const changes: [what: string, change: string][] = [
    ['the role', "role = 'shift_lead'"],
    [
      'the organisation',
      "organisation_id = (select id from organisations where line_id = staff.line_id and name = 'Mill Lane Surgery'), role = 'clinician'",
    ],
    ['the password', "password_hash = password_hash || ' '"],
    ['the standing', 'disabled_at = now()'],
  ]

  test.each(changes)('%s was changed, whoever changed it and by what way', async (_, change) => {
    const { db } = house.small.database
    const undo = await db.run(db.sql`select * from staff where sign_in_name = 'aroha1'`)
    const nurse = await signedIn(house.small.url, 'aroha1')
    const consoles = [
      await listening(house.small.url, nurse.cookie),
      await listening(other.publicUrl, nurse.cookie),
    ]

    await house.small.administrator(`update staff set ${change} where sign_in_name = 'aroha1'`)

    expect((await nurse.get('/api/me')).status).toBe(401)
    await until('both connections were cut', () => consoles.every(one => one.isSignedOut()))
    const [was] = undo as { role: string; organisationId: string; passwordHash: string }[]
    await db.run(db.sql`
      update staff
      set role = ${was?.role ?? ''}, organisation_id = ${was?.organisationId ?? ''}, password_hash = ${was?.passwordHash ?? ''},
          disabled_at = null
      where sign_in_name = 'aroha1'`)
    expect((await nurse.get('/api/me')).status).toBe(401) // what was taken away does not come back by itself
  })

  test('nothing of it was changed, it goes on', async () => {
    const { db } = house.small.database
    const nurse = await signedIn(house.small.url, 'aroha1')

    await db.run(db.sql`update staff set name = 'Aroha One', role = role where sign_in_name = 'aroha1'`)

    expect((await nurse.get('/api/me')).status).toBe(200)
  })
})

describe('a page that shows one record hears of it no more when', () => {
  const ends: [what: string, end: string][] = [
    ['the glass has closed again', "until = now() - interval '1 second'"],
    ['the relationship was ended', 'ended_at = now()'],
  ]

  test.each(ends)('%s', async (_, end) => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY])
    await house.ask('hospice', id, 'break-glass', 'Found unrousable, alone at home')
    const page = await listening(other.publicUrl, house.as('hospice').at.cookie, id)
    const told: unknown[] = []
    page.socket.on('recordChanged', (_, version) => void told.push(version))

    await house.small.administrator(`update relationships set ${end} where patient_id = '${id}'`)
    await until('it was told once more', () => told.includes(null))
    told.length = 0
    await house.as('hospice').at.get('/api/me')
    await db.run(db.sql`
      with head as (update feed_heads set seq = seq + 1 where line_id = ${house.hub.lineId} returning seq)
      insert into feed (line_id, seq, message)
      select ${house.hub.lineId}, seq, ${db.sql.json({ kind: 'record', patientId: id })} from head`)
    const beats = page.beats.length
    await until('the line went on', () => page.beats.length > beats + 1)

    expect([told, page.socket.connected]).toEqual([[], true])
  })

  test('but goes on when another relationship opens it', async () => {
    const id = await house.person([EVERYBODY])
    await house.ask('hospice', id, 'break-glass', 'Found unrousable, alone at home')
    const page = await listening(house.small.url, house.as('hospice').at.cookie, id)
    await onCaseload(house.small.database.db, house.as('hospice').actor, id)
    const told: unknown[] = []
    page.socket.on('recordChanged', (_, version) => void told.push(version))
    await house.small.administrator(
      `update relationships set until = now() where patient_id = '${id}' and kind = 'break_glass'`,
    )
    await until('it was told once more', () => told.length > 0)

    const again = await listening(house.small.url, house.as('hospice').at.cookie, id)

    expect([again.socket.connected, page.socket.connected]).toEqual([true, true])
  })
})

describe('the command that changes what somebody is', () => {
  test('gives another role, and says so', async () => {
    expect(await staff('change', '--sign-in', 'bertil1', '--role', 'shift_lead')).toEqual({
      kind: 'done',
      says: 'Bertil 1 is of Test Hospice on Line 1, shift lead. Every session of hers has ended; she signs in again as before.',
    })
    const lead = await signedIn(house.small.url, 'bertil1')
    expect((await lead.get('/api/me')).body.role).toBe('shift_lead')
  })

  test('moves a nurse to another line, where her board is the other and the first is gone', async () => {
    const before = await signedIn(house.small.url, 'bertil2')
    await before.post('/api/readiness', { state: 'ready', answersBy: 'phone' })

    const done = await staff(
      'change',
      '--sign-in',
      'bertil2',
      '--line',
      '01632 960001',
      '--organisation',
      'Test Hospice',
    )
    const after = await signedIn(house.small.url, 'bertil2')
    const board = (await after.get('/api/board')).body
    const first = (await (await signedIn(house.small.url, 'aroha2')).get('/api/board')).body

    expect([done.kind, (await before.get('/api/me')).status]).toEqual(['done', 401])
    expect(board.line).toMatchObject({ name: 'Line 1' })
    expect(JSON.stringify(board.nurses)).toContain('Bertil 2')
    expect(JSON.stringify(first)).not.toContain('Bertil 2')
  })

  test('takes a nurse off the board who answers no more', async () => {
    const done = await staff(
      'change',
      '--sign-in',
      'bertil1',
      '--role',
      'clinician',
      '--organisation',
      'Mill Lane Surgery',
    )
    const board = (await (await signedIn(house.small.url, 'aroha1')).get('/api/board')).body
    const self = await signedIn(house.small.url, 'bertil1')

    expect([done.kind, (await self.get('/api/board')).status]).toEqual(['done', 403])
    expect(JSON.stringify(board.nurses)).not.toContain('Bertil 1')
  })

  test.each([
    [['--role', 'coordinator', '--sign-in', 'mill'], 'Who answers calls is of the organisation'],
    [['--organisation', 'Nobody’s', '--sign-in', 'mill'], 'does not work with Line 1 yet'],
    [
      ['--line', '01632 960777', '--organisation', 'X', '--sign-in', 'mill'],
      'There is no line with the number',
    ],
  ])('refuses %j in words', async (args, because) => {
    expect(await staff('change', ...args)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining(because),
    })
  })

  test('leaves a nurse with a call where she is', async () => {
    const { db } = house.small.database
    const nurse = house.small.north.nurses[0]?.staffId ?? ''
    await signedIn(house.small.url, 'aroha1')
    await db.run(
      db.sql`update readiness set state = 'busy', call_id = gen_random_uuid() where staff_id = ${nurse}`,
    )

    const done = await staff('change', '--sign-in', 'aroha1', '--role', 'clinician')
    await db.run(db.sql`update readiness set state = 'away', call_id = null where staff_id = ${nurse}`)

    expect(done).toMatchObject({ kind: 'refused', because: expect.stringContaining('has a call') })
  })
})
