import { describe, expect, test } from 'vitest'
import { aLine, CALLER, NUMBER, sdk, twiml } from './aLine.ts'

const FIRST = '+447700900001'
const SECOND = '+447700900002'
const dial = (...inside: string[]) =>
  twiml(
    `<Dial timeout="20" callerId="${NUMBER}" action="/dialled">${inside.join('')}</Dial>`,
    '<Say>not reached</Say>',
  )
const number = (to: string, attributes = '') =>
  `<Number ${attributes} statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${to}</Number>`

describe('Dial with numbers', () => {
  test('rings all at once; the first to answer wins and the other stops ringing', async () => {
    const { line, hub } = await aLine({
      '/voice': dial(number(FIRST), number(SECOND)),
      '/dialled': twiml('<Say>done</Say>'),
    })
    const caller = line.phone(CALLER)
    const first = await line.handset(FIRST).waitForRing()
    const second = await line.handset(SECOND).waitForRing()
    second.answer()
    await line.settle()
    second.say('On call, hello.')
    caller.say('Hello.')
    second.hangUp()
    await line.settle()

    expect([first.status, second.status]).toEqual(['canceled', 'completed'])
    expect(caller.heard()).toEqual(['ringing', 'On call, hello.', 'done'])
    expect(second.heard()).toEqual(['Hello.'])
    expect(hub.at('/dialled')[0]?.form).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallSid: second.sid,
    })
    const told = hub
      .at('/leg')
      .filter(one => one.form.CallSid === second.sid)
      .map(({ form }) => `${form.SequenceNumber} ${form.CallStatus} ${form.ParentCallSid}`)
    expect(told.sort()).toEqual([
      `0 initiated ${caller.sid}`,
      `1 ringing ${caller.sid}`,
      `2 in-progress ${caller.sid}`,
      `3 completed ${caller.sid}`,
    ])
    expect(line.checkInvariants()).toEqual([])
  })

  test('one after another, when it is asked to: the second rings when the first has not answered', async () => {
    const { line, hub, clock } = await aLine({
      '/voice': twiml(
        `<Dial sequential="true" timeout="10" callerId="${NUMBER}" action="/dialled">${number(FIRST)}${number(SECOND)}</Dial>`,
      ),
      '/dialled': twiml(),
    })
    const caller = line.phone(CALLER)
    await line.handset(FIRST).waitForRing()
    const early = line.handset(SECOND).calls().length
    await clock.advance(15_000) // a time-out has five seconds on top of it
    const second = await line.handset(SECOND).waitForRing()
    second.answer()
    await line.settle()
    second.say('On call.')
    caller.hangUp()
    await line.settle()

    expect([early, line.handset(FIRST).calls()[0]?.status]).toEqual([0, 'no-answer'])
    expect(caller.heard()).toEqual(['ringing', 'On call.'])
    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialBridged: 'true', DialCallSid: second.sid })
  })

  test('one after another: a caller who goes takes the ringing along, and nobody else is rung', async () => {
    const { line, clock } = await aLine({
      '/voice': twiml(
        `<Dial sequential="true" callerId="${NUMBER}">${number(FIRST)}${number(SECOND)}</Dial>`,
      ),
    })
    const caller = line.phone(CALLER)
    await line.handset(FIRST).waitForRing()
    caller.hangUp()
    await clock.advance(60_000)

    expect(line.handset(SECOND).calls()).toEqual([])
    expect(line.checkInvariants()).toEqual([])
  })

  test('a talk ends at its time limit, and goes on with what follows', async () => {
    const { line, hub, clock } = await aLine({
      '/voice': twiml(`<Dial timeLimit="60" callerId="${NUMBER}" action="/dialled">${number(FIRST)}</Dial>`),
      '/dialled': twiml('<Say>The time is over.</Say>'),
    })
    const caller = line.phone(CALLER)
    const first = await line.handset(FIRST).waitForRing()
    first.answer()
    await line.settle()
    await clock.advance(59_999)
    const before = first.status
    await clock.advance(1)

    expect([before, first.status]).toEqual(['in-progress', 'completed'])
    expect(caller.heard()).toEqual(['ringing', 'The time is over.'])
    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialBridged: 'true', DialCallDuration: '60' })
    expect(line.trace().some(one => one.kind === 'alert' && one.detail.code === 32015)).toBe(true)
  })

  test.each([
    ['with hangupOnStar the caller’s star ends the talk and the caller goes on', 'hangupOnStar="true"', true],
    ['without it a star is a key like any other', '', false],
  ])('%s', async (_, attribute, isOver) => {
    const { line } = await aLine({
      '/voice': twiml(
        `<Dial ${attribute} callerId="${NUMBER}">${number(FIRST)}</Dial>`,
        '<Say>What else?</Say>',
        '<Pause length="9"/>',
      ),
    })
    const caller = line.phone(CALLER)
    const first = await line.handset(FIRST).waitForRing()
    first.answer()
    await line.settle()
    caller.press('*')
    await line.settle()

    expect([first.status === 'completed', caller.heard().includes('What else?')]).toEqual([isOver, isOver])
    expect(caller.status).toBe('in-progress')
  })

  const screen = twiml(
    '<Gather numDigits="1" timeout="5" action="/accept"><Say>Press 1 to take the call.</Say></Gather>',
    '<Hangup/>',
  )

  test('a voicemail that picks up first is told apart by the key nobody presses', async () => {
    const { line, hub, clock } = await aLine({
      '/voice': dial(number(FIRST, 'url="/screen"'), number(SECOND, 'url="/screen"')),
      '/screen': screen,
      '/dialled': twiml('<Say>nobody took it</Say>'),
    })
    line.handset(FIRST).setHabit('voicemail', 1)
    const caller = line.phone(CALLER)
    await line.settle()
    await clock.advance(7_000)

    expect(line.handset(SECOND).calls()[0]?.status).toBe('canceled')
    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' })
    expect(caller.heard()).toEqual(['ringing', 'nobody took it'])
  })

  test('a press of the key lets the two talk, and the caller does not hear the question', async () => {
    const { line, hub } = await aLine({
      '/voice': dial(number(FIRST, 'url="/screen"')),
      '/screen': screen,
      '/accept': twiml(),
      '/dialled': twiml(),
    })
    const caller = line.phone(CALLER)
    const onCall = await line.handset(FIRST).waitForRing()
    onCall.answer()
    await line.settle()
    onCall.press('1')
    await line.settle()
    onCall.say('Night nurse.')
    caller.hangUp()
    await line.settle()

    expect(caller.heard()).toEqual(['ringing', 'Night nurse.'])
    expect(onCall.heard()).toEqual(['Press 1 to take the call.'])
    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialBridged: 'true', CallStatus: 'completed' })
    expect(onCall.status).toBe('completed')
  })

  test.each([
    ['rings out five seconds after the time-out', 'ring', 25_000, 'no-answer'],
    ['is engaged', 'busy', 0, 'busy'],
    ['is off', 'unreachable', 0, 'failed'],
    ['is refused', 'reject', 1_000, 'busy'],
  ] as const)('a telephone that %s', async (_what, habit, ms, status) => {
    const { line, hub, clock } = await aLine({ '/voice': dial(number(FIRST)), '/dialled': twiml() })
    line.handset(FIRST).setHabit(habit)
    line.phone(CALLER)
    await line.settle()
    if (ms > 0) await clock.advance(ms - 1)
    const early = hub.at('/dialled').length
    await clock.advance(1)

    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialCallStatus: status, DialBridged: 'false' })
    if (habit === 'ring') expect(early).toBe(0)
  })

  test('a withheld caller id cannot be shown to a telephone, a number of ours can', async () => {
    const { line, hub } = await aLine({
      '/voice': twiml(`<Dial action="/dialled">${FIRST}</Dial>`),
      '/dialled': twiml(`<Dial callerId="${NUMBER}" action="/end">${FIRST}</Dial>`),
      '/end': twiml(),
    })
    const caller = line.phone('withheld')
    const onCall = await line.handset(FIRST).waitForRing()
    onCall.answer()
    await line.settle()

    expect(hub.at('/dialled')[0]?.form.DialCallStatus).toBe('failed')
    expect(hub.at('/voice')[0]?.form.From).toBe('anonymous')
    expect([caller.status, onCall.status]).toEqual(['in-progress', 'in-progress'])
  })

  test('a caller who goes while it rings takes the ringing along', async () => {
    const { line, hub } = await aLine({ '/voice': dial(number(FIRST)) })
    const caller = line.phone(CALLER)
    const onCall = await line.handset(FIRST).waitForRing()
    caller.hangUp()
    await line.settle()

    expect(onCall.status).toBe('canceled')
    expect(hub.at('/dialled')[0]?.form).toMatchObject({
      DialCallStatus: 'no-answer',
      CallStatus: 'completed',
    })
    expect(line.checkInvariants()).toEqual([])
  })

  test('with answerOnBridge the caller hears it ring until somebody is there', async () => {
    const { line } = await aLine({
      '/voice': twiml(`<Dial answerOnBridge="true" callerId="${NUMBER}">${FIRST}</Dial>`),
    })
    const caller = line.phone(CALLER)
    const onCall = await line.handset(FIRST).waitForRing()
    const before = caller.status
    onCall.answer()
    await line.settle()

    expect([before, caller.status]).toEqual(['ringing', 'in-progress'])
  })
})

describe('calls made by REST', () => {
  test('start one a second; one cancelled while it waits tells nobody', async () => {
    const { line, hub, clock } = await aLine({ '/hello': twiml('<Say>hello</Say>') }, { callsPerSecond: 1 })
    const client = sdk(line)
    const call = {
      from: NUMBER,
      url: `${hub.origin}/hello`,
      statusCallback: `${hub.origin}/leg`,
      statusCallbackEvent: ['initiated', 'completed'],
    }
    await client.calls.create({ ...call, to: FIRST })
    const second = await client.calls.create({ ...call, to: SECOND })
    await client.calls(second.sid).update({ status: 'canceled' })
    const third = await client.calls.create({ ...call, to: '+447700900003' })
    await clock.advance(1_999)
    const early = line.handset('+447700900003').calls().length
    await clock.advance(1)

    expect(early).toBe(0)
    expect(line.handset('+447700900003').calls()[0]?.status).toBe('ringing')
    expect(third.queueTime).toBe('2000')
    expect(
      hub
        .at('/leg')
        .map(one => one.form.To)
        .filter(to => to === SECOND),
    ).toEqual([])
  })

  test('events in one parameter are only warned of, and then nothing is told', async () => {
    const { line, hub } = await aLine({ '/hello': twiml() })
    line.handset(FIRST).setHabit('answer')
    const client = sdk(line)
    await client.calls.create({
      to: FIRST,
      from: NUMBER,
      url: `${hub.origin}/hello`,
      statusCallback: `${hub.origin}/leg`,
      statusCallbackEvent: ['initiated completed'],
    })
    await line.settle()

    expect(hub.at('/leg')).toEqual([])
    expect((await client.monitor.v1.alerts.list()).map(alert => alert.errorCode)).toContain('21626')
  })

  test.each([
    [{ to: '07700900001', from: NUMBER, url: 'http://h/' }, 21211],
    [{ to: FIRST, from: '+441632960999', url: 'http://h/' }, 21210],
    [{ to: FIRST, from: NUMBER, url: 'nonsense' }, 21205],
    [{ to: FIRST, from: NUMBER, twiml: 'x'.repeat(4001) }, 32018],
  ])('a call that cannot be made is refused with the carrier’s code: %j', async (call, code) => {
    const { line } = await aLine()

    await expect(sdk(line).calls.create(call)).rejects.toMatchObject({ status: 400, code })
  })

  test('what is not there is 20404, a wrong key 20003', async () => {
    const { line } = await aLine()
    const stranger = await fetch(
      `${line.origin}/api/2010-04-01/Accounts/AC00000000000000000000000000000000/Calls.json`,
    )

    await expect(
      sdk(line)
        .calls(`CA${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ status: 404, code: 20404 })
    expect([stranger.status, (await stranger.json()).code]).toEqual([401, 20003])
  })

  test('reading a call may lag behind what has happened', async () => {
    const { line, clock } = await aLine(
      { '/voice': twiml('<Say>hello</Say>', '<Pause length="60"/>') },
      { eventualConsistencyMs: 500 },
    )
    const caller = line.phone(CALLER)
    await line.settle()
    await clock.advance(1_000)
    caller.hangUp()
    const client = sdk(line)
    const early = await client.calls(caller.sid).fetch()
    await clock.advance(500)
    const late = await client.calls(caller.sid).fetch()

    expect([early.status, late.status]).toEqual(['in-progress', 'completed'])
  })
})

test('dialling a number of our own runs its voice URL, and the two hear each other', async () => {
  const { line, hub } = await aLine({
    '/voice': twiml('<Say>Hub speaking.</Say>', '<Gather input="speech" action="/heard" timeout="30"/>'),
    '/hello': twiml('<Pause length="60"/>'),
    '/heard': twiml(),
  })
  const call = await sdk(line).calls.create({ to: NUMBER, from: '+447700900666', url: `${hub.origin}/hello` })
  await line.settle()
  const [outgoing, incoming] = line.calls()
  await sdk(line).calls(call.sid).update({ status: 'completed' })
  await line.settle()

  expect([outgoing?.direction, incoming?.direction, incoming?.to]).toEqual([
    'outbound-api',
    'inbound',
    NUMBER,
  ])
  expect(outgoing?.heard.map(l => [l.who, l.text])).toEqual([['self', 'Hub speaking.']])
  expect(line.calls().map(one => one.status)).toEqual(['completed', 'completed'])
})

test('a leg that is sent elsewhere in the middle of a talk leaves the other to go on alone', async () => {
  const { line, hub } = await aLine({
    '/voice': dial(number(FIRST)),
    '/dialled': twiml('<Say>alone</Say>', '<Pause length="60"/>'),
    '/other': twiml('<Say>elsewhere</Say>', '<Pause length="60"/>'),
  })
  const caller = line.phone(CALLER)
  const onCall = await line.handset(FIRST).waitForRing()
  onCall.answer()
  await line.settle()
  await sdk(line)
    .calls(onCall.sid)
    .update({ url: `${hub.origin}/other` })
  await line.settle()

  expect(onCall.heard()).toEqual(['elsewhere'])
  expect(caller.heard()).toEqual(['ringing', 'alone'])
  expect([caller.status, onCall.status]).toEqual(['in-progress', 'in-progress'])
  expect(line.checkInvariants()).toEqual([])
})
