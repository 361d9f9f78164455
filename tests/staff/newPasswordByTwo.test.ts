import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { proposing } from './proposing.ts'

// Whoever makes a new password at the terminal knows it: of an officer it lets nobody in alone.
let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { staff, add, enter, cardOf, queue, say, proposed, standing, steps } = proposing(() => house)

test('an officer gets a new password by two people: whoever made it knows it, and is nobody with it', async () => {
  const added = await proposed('privacy_officer')
  await say('officer', added.proposalId)
  const { browser } = await enter(added)
  const made = await staff('new-password', '--sign-in', added.signIn)
  const password = /password {6}(\S+)/.exec(made.out)?.[1] ?? ''
  const anew = { signIn: added.signIn, password }
  const refused = [await browser.get('/api/me'), await enter(added), await enter(anew)]
  const card = await cardOf('officer', added.signIn)
  await say('officer', card?.proposalId)

  expect(made.out).toContain('It lets nobody in yet: a privacy officer')
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401])
  expect(card).toMatchObject({ forPassword: true, state: 'asked', was: null })
  expect((await enter(anew)).role).toBe('privacy_officer')
  expect((await steps(added.signIn)).slice(-2)).toMatchObject([
    { step: ['privacy_officer', 'proposed'] },
    { step: ['privacy_officer', 'allowed'] },
  ])
})

test('anybody else gets one at once, and so does an officer for whom nobody could say yes: which is kept', async () => {
  const nurse = await add('clinician')
  await staff('new-password', '--sign-in', nurse.signIn)
  expect(await standing(nurse.signIn)).toMatchObject({ isDisabled: false })
  expect(await steps(nurse.signIn)).toEqual([])

  await staff('add-line', '--name', 'Fell Line', '--number', '01632 960077')
  await staff('add-organisation', '--line', '01632 960077', '--name', 'Fell Hub', '--kind', 'hospice')
  const alone = await add('privacy_officer', 'Fell Hub', '01632 960077')
  const made = await staff('new-password', '--sign-in', alone.signIn)
  expect(made.out).toContain('so it lets her in at once')
  expect((await steps(alone.signIn)).at(-1)).toMatchObject({ step: ['privacy_officer', 'at_once'] })
})

test('of two officers whose passwords are made in turn neither is let in: whoever made both would say yes to the other', async () => {
  await staff('add-line', '--name', 'Beck Line', '--number', '01632 960078')
  await staff('add-organisation', '--line', '01632 960078', '--name', 'Beck Hub', '--kind', 'hospice')
  const one = await add('privacy_officer', 'Beck Hub', '01632 960078')
  const two = await add('privacy_officer', 'Beck Hub', '01632 960078')
  const { browser } = await enter(one)
  const [card] = await queue(browser)
  await browser.post(`/api/roles/${card?.proposalId}/decision`, {
    commandId: crypto.randomUUID(),
    says: 'allowed',
    because: 'I rang the hospice: she begins on Monday',
  })
  await staff('new-password', '--sign-in', one.signIn)
  const second = await staff('new-password', '--sign-in', two.signIn)
  expect(second.out).toContain('It lets nobody in yet: a privacy officer')
  expect(await standing(two.signIn)).toMatchObject({ isDisabled: true })
})
