import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { until } from '#tests/support/aNurse.ts'
import { everythingIn } from '#tests/support/everythingIn.ts'
import { ANGELA, CANARIES, type CarerHouse, carerHouse, VISITED } from './carerHouse.ts'

// A carer who was promised somebody sees them come: by a link that a nurse sent with the carer's yes, and without an account.
let house: CarerHouse
beforeAll(async () => {
  house = await carerHouse()
})
afterAll(() => house.close())

describe('what is on the page', () => {
  test('from the asking to the end, each step is there as it is said, and nothing of whom it is about', async () => {
    const of = await house.watching()
    const { token } = await house.send(of)
    const phone = house.aPhone()

    const asking = await phone.page(token)
    expect(asking.agreed.map(({ english }) => english)).toEqual([
      'We have asked for somebody to come to you.',
      'Until then, do as the nurse said.',
      'Phone us at any time, as often as you like.',
    ])
    expect(asking.visits[0]?.now.english).toMatch(/Nobody has said yes yet/)
    const said = async () => (await phone.page(token)).visits[0]
    const doneSteps = async () => (await said())?.steps.filter(({ isDone }) => isDone).map(({ step }) => step)

    await house.answer(of, { answer: 'accept' })
    expect((await said())?.now.english).toMatch(/Somebody has said yes/)
    await house.step(of, { step: 'set_out', minutes: 25 })
    const onTheWay = await said()
    expect(onTheWay?.now.english).toBe('They are on the way to you.')
    expect(onTheWay?.steps.find(({ step }) => step === 'expected')?.at).not.toBeNull()
    await house.step(of, { step: 'arrived' })
    expect(await doneSteps()).toEqual(['asked', 'accepted', 'leaving', 'arrived'])
    await house.step(of, { step: 'done', outcome: VISITED })
    expect(await said()).toMatchObject({ isGood: true, now: { english: 'This is done.' } })

    const whole = JSON.stringify(await phone.page(token))
    expect(CANARIES.filter(word => whole.includes(word))).toEqual([])
    expect(whole).not.toContain(of.patientId)
  })

  test('in another language each sentence stands with its English, and says that nobody who speaks it has read it', async () => {
    const of = await house.watching()
    const { token } = await house.send(of, { language: 'ur' })

    const page = await house.aPhone().page(token)

    // Its address says the language, for what the page says before it is open and where it is closed.
    expect(house.texts().filter(text => text.endsWith(`/v#${token}ur`))).toHaveLength(1)
    expect(page).toMatchObject({ language: 'ur', isRightToLeft: true, isRead: false })
    expect(page.agreed[0]).toEqual({
      english: 'We have asked for somebody to come to you.',
      theirs: 'ہم نے کسی کو آپ کے پاس آنے کے لیے کہا ہے۔',
    })
  })
})

describe('a link that is forwarded', () => {
  test('opens for a second telephone only with the last digits, and for no third', async () => {
    const of = await house.watching()
    const { token, visitLinkId } = await house.send(of)
    const [first, second, third] = [house.aPhone(), house.aPhone(), house.aPhone()]

    expect(await first.page(token)).toMatchObject({ isOnAnother: false })
    expect(await second.watch(token)).toMatchObject({ kind: 'digits', isWrong: false })
    expect(await second.watch(token, '0000')).toMatchObject({ kind: 'digits', isWrong: true })
    expect((await second.watch(token, ANGELA.slice(-4))).kind).toBe('open')
    expect((await second.watch(token)).kind).toBe('open')
    expect((await third.watch(token, ANGELA.slice(-4))).kind).toBe('closed')

    expect(await first.page(token)).toMatchObject({ isOnAnother: true })
    const { links } = await house.nurse.ask(routes.visitLinks, { params: of.held.params })
    expect(links).toMatchObject([{ visitLinkId, phones: 2, state: 'open', lastDigits: '0641' }])
  })

  test('bears five wrong tries; then no other telephone has it, whatever it says, and the first keeps it', async () => {
    const of = await house.watching()
    const { token } = await house.send(of)
    const [first, other] = [house.aPhone(), house.aPhone()]
    await first.page(token)

    for (const digits of ['0000', '1111', '2222', '3333', '4444'])
      expect((await other.watch(token, digits)).kind).toBe('digits')

    expect((await other.watch(token, ANGELA.slice(-4))).kind).toBe('closed')
    expect((await first.watch(token)).kind).toBe('open')
  })

  test('two telephones that open it at once: one has it, and the other is asked', async () => {
    const of = await house.watching()
    const { token } = await house.send(of)

    const kinds = await Promise.all([house.aPhone(), house.aPhone()].map(phone => phone.watch(token)))

    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['digits', 'open'])
  })

  test('one that never was is answered as one that is over, without a line to ring', async () => {
    expect(await house.aPhone().watch('nobodyEverSentThis1234')).toEqual({ kind: 'closed', line: null })
  })
})

describe('what is kept', () => {
  test('once the text has gone, what opens the page is in no table and in no line of the log', async () => {
    const of = await house.watching()
    const { token } = await house.send(of)
    const phone = house.aPhone()
    await phone.page(token)
    await phone.watch(token)
    const { db } = house.database
    await until(async () => {
      const [row] = await db.run(
        db.sql<
          { state: string }[]
        >`select state from messages where template = 'visit_link' order by created_at desc limit 1`,
      )
      return row?.state === 'delivered'
    })

    const secret = phone.cookie.split('=')[1] ?? 'none'
    const kept = await everythingIn(db)
    expect(kept.filter(row => row.includes(token) || row.includes(secret))).toEqual([])
    const logged = JSON.stringify(house.logged())
    expect([token, secret].filter(word => logged.includes(word))).toEqual([])
  })

  test('the person reads in plain words that it was sent and opened, and each telephone once', async () => {
    const of = await house.watching()
    const { token } = await house.send(of)
    const phone = house.aPhone()
    await phone.page(token)
    await phone.page(token)
    await house.aPhone().watch(token, '0000')

    const { lines } = await house.nurse.ask(routes.accessLogForCall, {
      params: of.held.params,
      query: { epoch: String(of.epoch) } as never,
    })

    const about = lines.filter(({ what }) => what.includes('Who is coming to you, and when'))
    expect(about.map(({ did, tone }) => [did, tone])).toEqual([
      ['tried to open the page that shows who is coming to you, and was refused', 'refused'],
      ['opened the page that shows who is coming to you, and when', 'usual'],
      ['sent somebody close to you a link, to see who is coming and when during a call', 'usual'],
    ])
    expect(about[1]?.who).toBe('Angela Larkfield, wife, carer')
  })
})
