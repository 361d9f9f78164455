import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword, isPassword } from '#server/staff/password.ts'
import { networkOf } from '#server/staff/signInLimits.ts'
import { browserAt, signedIn } from '#tests/support/browser.ts'
import { PASSWORD, type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())
beforeEach(async () => {
  const { db } = small.database
  await db.run(db.sql`with places as (delete from sign_in_places) delete from sign_in_attempts`)
})

const attempt = (signInName: string, password: string, url = small.url) =>
  browserAt(url).post('/api/sign-in', { signInName, password })

describe('signing in', () => {
  test('name and password open a session, whatever the case of the name', async () => {
    const answer = await attempt('  AROHA1 ', PASSWORD)

    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({
        name: 'Aroha 1',
        signInName: 'aroha1',
        practice: true,
        line: expect.objectContaining({ name: 'Line 1' }),
      }),
    ])
  })

  test('a wrong password and an unknown name are told apart by nothing', async () => {
    const [wrong, unknown] = [await attempt('aroha1', 'not it'), await attempt('nobody', 'not it')]

    const { requestId: _, ...first } = wrong.body
    const { requestId: __, ...second } = unknown.body
    expect([wrong.status, first]).toEqual([unknown.status, second])
    expect(first.code).toBe('wrong_sign_in')
  })

  test('an unknown name costs the same work as a known one', async () => {
    const real = await hashPassword('something')
    await isPassword('warm up', undefined)
    // Of this process's processor, not of the clock: whoever else is at work beside the test costs it nothing.
    const workOf = async (passwordHash: string | undefined) => {
      const before = process.cpuUsage()
      for (let i = 0; i < 4; i += 1) await isPassword('something else', passwordHash)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }

    const [known, unknown] = [await workOf(real), await workOf(undefined)]

    // The work is argon2's, tens of milliseconds; without it there would be a hundredth of it.
    expect(unknown).toBeGreaterThan(known / 4)
    expect(known).toBeGreaterThan(unknown / 4)
  })

  test('a password is kept as argon2id with nineteen mebibytes and two passes', async () => {
    expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('a disabled account cannot sign in, and hears the same as everybody', async () => {
    const { db } = small.database
    await db.run(db.sql`update staff set disabled_at = now() where sign_in_name = 'bertil2'`)

    const answer = await attempt('bertil2', PASSWORD)
    await db.run(db.sql`update staff set disabled_at = null where sign_in_name = 'bertil2'`)

    expect(answer.body.code).toBe('wrong_sign_in')
  })

  test('neither name nor password nor token is ever logged', async () => {
    await attempt('aroha1', 'a canary password')
    const nurse = await signedIn(small.url, 'aroha1')

    const text = JSON.stringify(small.logged())

    for (const secret of ['a canary password', PASSWORD, nurse.cookie.split('=')[1] ?? '', 'aroha1', 'Aroha'])
      expect(text).not.toContain(secret)
  })
})

describe('guessing', () => {
  test('ten failures at one desk hold off the eleventh try, even with the right password', async () => {
    for (let i = 0; i < 10; i += 1) await attempt('aroha1', `guess ${i}`)

    const held = await attempt('aroha1', PASSWORD)

    expect([held.status, held.body.code]).toEqual([429, 'too_many'])
  })

  test('tries at the same moment are each counted', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => attempt('bertil1', `guess ${i}`)))

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
  })

  test('the count is the same on another server and after a restart', async () => {
    for (let i = 0; i < 10; i += 1) await attempt('aroha1', `guess ${i}`)
    const other = await small.another()

    const held = await attempt('aroha1', PASSWORD, other.publicUrl)

    expect(held.status).toBe(429)
  })

  test('a sign-in that succeeds does not wash away the failures before it, nor does it count as one', async () => {
    await attempt('aroha1', PASSWORD) // from now on this network is no stranger's
    for (let i = 0; i < 9; i += 1) await attempt('aroha1', `guess ${i}`)
    for (let i = 0; i < 3; i += 1) await attempt('aroha1', PASSWORD)

    await attempt('aroha1', 'the tenth guess')
    const held = await attempt('aroha1', PASSWORD)

    expect(held.status).toBe(429)
  })

  test('others at the same desk can still sign in', async () => {
    for (let i = 0; i < 12; i += 1) await attempt('aroha1', `guess ${i}`)

    expect((await attempt('bertil1', PASSWORD)).status).toBe(200)
  })

  test('a forwarded address is not believed unless its sender is a proxy of ours', async () => {
    const forged = (i: number) =>
      browserAt(small.url).post(
        '/api/sign-in',
        { signInName: 'aroha1', password: 'x' },
        {
          'x-forwarded-for': `203.0.113.${i}`,
          forwarded: `for=203.0.113.${i}`,
          'x-real-ip': `203.0.113.${i}`,
        },
      )
    for (let i = 0; i < 10; i += 1) await forged(i)

    expect((await forged(77)).status).toBe(429)
  })

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
