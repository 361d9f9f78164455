import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notAPassword } from '#server/staff/core/newPassword.ts'
import { browserAt, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { PASSWORD, type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())

const NEXT = 'teapot gravel unicorn'

test('a nurse chooses her own: she stays, all her other sessions end at once, and only the new one signs in', async () => {
  const [here, there] = [await signedIn(small.url, 'aroha1'), await signedIn(small.url, 'aroha1')]
  const console = await liveConsole(small.url, there.cookie)

  const done = await here.post('/api/me/password', { current: PASSWORD, next: NEXT })
  await until('the other console was cut', () => console.isSignedOut())
  const signIn = (password: string) =>
    browserAt(small.url).post('/api/sign-in', { signInName: 'aroha1', password })

  expect([done.status, (await here.get('/api/me')).status, (await there.get('/api/me')).status]).toEqual([
    200, 200, 401,
  ])
  expect([(await signIn(PASSWORD)).status, (await signIn(NEXT)).status]).toEqual([401, 200])
})

test('with the wrong one nothing is changed, and guessing is held off', async () => {
  const nurse = await signedIn(small.url, 'bertil1')

  const wrong = await nurse.post('/api/me/password', { current: 'not it', next: NEXT })
  for (let i = 0; i < 9; i += 1) await nurse.post('/api/me/password', { current: `guess ${i}`, next: NEXT })
  const held = await nurse.post('/api/me/password', { current: PASSWORD, next: NEXT })

  expect([wrong.status, wrong.body.fields]).toEqual([
    400,
    { current: 'This is not the password you have now. Type it again.' },
  ])
  expect([held.status, (await nurse.get('/api/me')).status]).toEqual([429, 200])
})

test('neither of the two is ever logged', async () => {
  const nurse = await signedIn(small.url, 'aroha2')
  await nurse.post('/api/me/password', { current: PASSWORD, next: 'a canary of a password' })

  expect(JSON.stringify(small.logged())).not.toMatch(/a canary of a password|a long enough password/)
})

describe('what a password may be', () => {
  const known = { signInName: 'jo.fenn', name: 'Jo Fenwick', current: 'quarry lantern biscuit' }

  test.each([
    ['fourteen chars', 'Use 15 characters or more'],
    ['quarry lantern biscuit', 'the password that you have'],
    ['aaaaaaaaaaaaaaaaaaaa', 'among the first that are tried'],
    ['Correct Horse Battery Staple', 'among the first that are tried'],
    ['mrs fenwick’s teapot', 'holds your name'],
    ['Goldthread is nice 1', 'holds your name, or that of the service'],
  ])('%s: %s', (next, because) => {
    expect(notAPassword(next, known)).toContain(because)
  })

  test.each(['teapot gravel unicorn', 'ünïcörn äpfel söße', '日本語のとても長いパスワードです'])(
    '%s will do',
    next => {
      expect(notAPassword(next, known)).toBeUndefined()
    },
  )
})
