import { describe, expect, test } from 'vitest'
import type { Answers } from './aHub.ts'
import { aLine, CALLER, NUMBER, sdk, twiml } from './aLine.ts'

const say = (text: string) => `<Say>${text}</Say>`

async function aCall(answers: Answers, options: Parameters<typeof aLine>[1] = {}) {
  const setting = await aLine(answers, options)
  const caller = setting.line.phone(CALLER)
  await setting.line.settle()
  return { ...setting, caller }
}

describe('Gather', () => {
  const menu = twiml(
    '<Gather numDigits="1" timeout="4" action="/chosen"><Say>Press 1.</Say></Gather>',
    say('after'),
  )

  test('goes on to the next instruction after silence', async () => {
    const { caller, clock, hub } = await aCall({ '/voice': menu })
    await clock.advance(4_000)

    expect(caller.heard()).toEqual(['Press 1.', 'after'])
    expect(hub.paths()).toEqual(['/voice', '/status'])
  })

  test('sends the key to its action, and what follows it is never reached', async () => {
    const { caller, line, hub } = await aCall({ '/voice': menu, '/chosen': twiml(say('chosen')) })
    caller.press('1')
    await line.settle()

    expect(caller.heard()).toEqual(['Press 1.', 'chosen'])
    expect(hub.at('/chosen')[0]?.form.Digits).toBe('1')
  })

  test('tells of silence only when it is asked to', async () => {
    const voice = twiml('<Gather timeout="2" action="/chosen" actionOnEmptyResult="true"/>', say('after'))
    const { caller, clock, hub } = await aCall({ '/voice': voice, '/chosen': twiml(say('empty')) })
    await clock.advance(2_000)

    expect(caller.heard()).toEqual(['empty'])
    expect(hub.at('/chosen')[0]?.form.Digits).toBe('')
  })

  test('hears speech, and stops its prompt when a key is pressed', async () => {
    const voice = twiml(
      '<Gather input="dtmf speech" action="/chosen"><Say>Long words.</Say><Pause length="60"/></Gather>',
    )
    const { caller, line, hub } = await aCall({ '/voice': voice, '/chosen': twiml(say('thanks')) })
    caller.say('I need a nurse')
    await line.settle()

    expect(hub.at('/chosen')[0]?.form).toMatchObject({ SpeechResult: 'I need a nurse', Confidence: '0.91' })
    expect(caller.heard()).toEqual(['Long words.', 'thanks'])
  })

  test('waits for more keys until the finishing key', async () => {
    const voice = twiml('<Gather action="/chosen" finishOnKey="*"/>')
    const { caller, line, hub } = await aCall({ '/voice': voice, '/chosen': twiml() })
    caller.press('12#3*')
    await line.settle()

    expect(hub.at('/chosen')[0]?.form.Digits).toBe('12#3')
  })

  test('without an action it asks for the same document again', async () => {
    let asked = 0
    const { caller, line, hub } = await aCall({
      '/voice': () => (asked++ === 0 ? twiml('<Gather numDigits="1"/>') : twiml(say('again'))),
    })
    caller.press('5')
    await line.settle()

    expect(hub.at('/voice').map(one => one.form.Digits)).toEqual([undefined, '5'])
    expect(caller.heard()).toEqual(['again'])
  })
})

describe('Enqueue', () => {
  const queue = (attributes = '') =>
    twiml(`<Enqueue waitUrl="/wait" ${attributes}>care</Enqueue>`, say('after'))
  const wait = twiml(say('waiting'), '<Pause length="10"/>')

  test('asks for its wait document again and again, each time with position and time', async () => {
    const { clock, hub } = await aCall({ '/voice': queue(), '/wait': wait })
    await clock.advance(25_000)

    const told = hub
      .at('/wait')
      .map(({ form }) => [form.QueuePosition, form.QueueTime, form.CurrentQueueSize])
    expect(told).toEqual([
      ['1', '0', '1'],
      ['1', '10', '1'],
      ['1', '20', '1'],
    ])
  })

  test('goes on after Leave, by its action when it has one', async () => {
    const leave = twiml('<Pause length="3"/>', '<Leave/>')
    const without = await aCall({ '/voice': queue(), '/wait': leave })
    await without.clock.advance(3_000)
    const withAction = await aCall({
      '/voice': queue('action="/left"'),
      '/wait': leave,
      '/left': twiml(say('left')),
    })
    await withAction.clock.advance(3_000)

    expect(without.caller.heard()).toEqual(['after'])
    expect(withAction.caller.heard()).toEqual(['left'])
    expect(withAction.hub.at('/left')[0]?.form).toMatchObject({ QueueResult: 'leave', QueueTime: '3' })
  })

  test('a key in the wait document can lead out of the queue', async () => {
    const gather = twiml(
      '<Gather numDigits="1" action="/leave" timeout="30"><Say>Any key to leave.</Say></Gather>',
    )
    const { caller, line } = await aCall({ '/voice': queue(), '/wait': gather, '/leave': twiml('<Leave/>') })
    caller.press('7')
    await line.settle()

    expect(caller.heard()).toEqual(['Any key to leave.', 'after'])
  })

  test('a wait document that cannot be had, or may not say that, puts the caller out with an error', async () => {
    const gone = await aCall({ '/voice': queue('action="/left"'), '/left': twiml(say('out')) })
    const wrong = await aCall({
      '/voice': queue('action="/left"'),
      '/wait': twiml('<Dial>+447700900001</Dial>'),
      '/left': twiml(say('out')),
    })

    expect([gone, wrong].map(({ hub }) => hub.at('/left')[0]?.form.QueueResult)).toEqual(['error', 'error'])
    expect(gone.caller.heard()).toEqual(['out'])
  })

  test('a caller who hangs up is told to the action, which cannot answer any more', async () => {
    const { caller, line, hub } = await aCall({
      '/voice': queue('action="/left"'),
      '/wait': wait,
      '/left': twiml(say('x')),
    })
    caller.hangUp()
    await line.settle()

    expect(hub.at('/left')[0]?.form).toMatchObject({ QueueResult: 'hangup', CallStatus: 'completed' })
    expect(caller.heard()).toEqual(['waiting'])
    expect(hub.at('/status')).toHaveLength(1)
  })

  test('a full queue sends the next caller on at once', async () => {
    const { line, hub } = await aCall({
      '/voice': queue('maxQueueSize="1" action="/left"'),
      '/wait': wait,
      '/left': twiml(say('full')),
    })
    const second = line.phone('+447700900124')
    await line.settle()

    expect(second.heard()).toEqual(['full'])
    expect(hub.at('/left')[0]?.form.QueueResult).toBe('queue-full')
  })

  test.each([
    ['action-first', ['/left', '/join']],
    ['url-first', ['/join', '/left']],
  ] as const)('redirected by REST, %s', async (redirectOrder, order) => {
    const answers = {
      '/voice': queue('action="/left"'),
      '/wait': wait,
      '/left': twiml(say('x')),
      '/join': twiml(say('joined'), '<Pause/>'),
    }
    const { caller, line, hub } = await aCall(answers, { redirectOrder })
    await sdk(line)
      .calls(caller.sid)
      .update({ url: `${hub.origin}/join` })
    await line.settle()

    expect(hub.at('/left')[0]?.form.QueueResult).toBe('redirected')
    expect(caller.heard()).toEqual(['waiting', 'joined'])
    expect(hub.paths().slice(2)).toEqual(order)
  })

  test('somebody who dials the queue talks with the first; the action comes after the talk', async () => {
    const { caller, line, hub } = await aCall({
      '/voice': queue('action="/left"'),
      '/wait': wait,
      '/left': twiml(say('good-bye')),
      '/nurse': twiml('<Dial action="/dialled"><Queue url="/soon">care</Queue></Dial>'),
      '/soon': twiml(say('A nurse is coming.')),
      '/dialled': twiml(),
    })
    const nurse = line.softphone('nurse_1')
    const sid = await nurse.connect({})
    await line.settle()
    caller.say('Hello?')
    nurse.send({ type: 'say', callSid: sid, text: 'Good evening.' })
    const before = hub.at('/left').length
    nurse.send({ type: 'disconnect', callSid: sid })
    await line.settle()

    expect(caller.heard()).toEqual(['waiting', 'A nurse is coming.', 'Good evening.', 'good-bye'])
    expect(nurse.heard(sid)).toEqual(['ringing', 'Hello?'])
    expect(before).toBe(0)
    expect(hub.at('/left')[0]?.form.QueueResult).toBe('bridged')
    expect(hub.at('/soon')[0]?.form).toMatchObject({ CallSid: caller.sid, DequeingCallSid: sid })
    expect(hub.at('/dialled')[0]?.form).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' })
  })

  test.each([
    [
      'the time limit of the dialling',
      'timeLimit="30"',
      (_: { digits: (keys: string) => void }) => undefined,
      30_000,
    ],
    [
      'a star of whoever dialled it',
      'hangupOnStar="true"',
      ({ digits }: { digits: (keys: string) => void }) => digits('*'),
      0,
    ],
  ])('a talk from the queue ends at %s', async (_, attribute, act, ms) => {
    const { caller, line, clock, hub } = await aCall({
      '/voice': queue('action="/left"'),
      '/wait': wait,
      '/left': twiml(say('good-bye')),
      '/nurse': twiml(`<Dial ${attribute} action="/dialled"><Queue>care</Queue></Dial>`),
      '/dialled': twiml(),
    })
    const nurse = line.softphone('nurse_1')
    const sid = await nurse.connect({})
    await line.settle()
    const before = hub.at('/dialled').length
    act({ digits: digits => nurse.send({ type: 'digits', callSid: sid, digits }) })
    await clock.advance(ms)
    await line.settle()

    expect([before, hub.at('/dialled').length]).toEqual([0, 1])
    expect(caller.heard().at(-1)).toBe('good-bye')
  })

  test('dialling a queue that does not exist fails, an empty one is waited at', async () => {
    const answers = (name: string) => ({
      '/voice': twiml(`<Dial timeout="5" action="/dialled"><Queue>${name}</Queue></Dial>`),
      '/dialled': twiml(),
    })
    const none = await aCall(answers('none'))
    const empty = await aLine(answers('empty'))
    await sdk(empty.line).queues.create({ friendlyName: 'empty' })
    empty.line.phone(CALLER)
    await empty.clock.advance(5_000)

    expect(none.hub.at('/dialled')[0]?.form.DialCallStatus).toBe('failed')
    expect(empty.hub.at('/dialled')[0]?.form.DialCallStatus).toBe('no-answer')
  })
})

describe('the rest of the instructions', () => {
  test('a pause at the very beginning leaves it ringing', async () => {
    const { caller, clock } = await aCall({
      '/voice': twiml('<Pause length="3"/>', say('hello'), '<Pause length="9"/>'),
    })
    const first = caller.status
    await clock.advance(3_000)

    expect([first, caller.status]).toEqual(['ringing', 'in-progress'])
  })

  test.each([
    ['<Reject/>', 'failed'],
    ['<Reject reason="busy"/>', 'busy'],
    ['<Hangup/>', 'completed'],
    ['', 'completed'],
    ['<Refer/><Say>x</Say>', 'completed'],
  ])('a call that is answered with %s ends as %s', async (voice, status) => {
    const { caller } = await aCall({ '/voice': twiml(voice) })

    expect(caller.status).toBe(status)
  })

  test('what is not known is passed over with a warning', async () => {
    const { caller, line } = await aCall({ '/voice': twiml('<Sing/>', '<Say tune="high">words</Say>') })
    const alerts = await sdk(line).monitor.v1.alerts.list({ logLevel: 'warning' })

    expect(caller.heard()).toEqual(['words'])
    expect(alerts.map(alert => alert.errorCode)).toEqual(['12200', '12200'])
  })

  test('a document handed over by REST may not have relative addresses', async () => {
    const { caller, line, hub } = await aCall({ '/voice': twiml(say('hi'), '<Pause length="60"/>') })
    await sdk(line)
      .calls(caller.sid)
      .update({ twiml: twiml('<Redirect>/next</Redirect>') })
    await line.settle()

    expect(hub.at('/fallback')[0]?.form.ErrorCode).toBe('15004')
  })

  test('a call that still rings cannot be redirected', async () => {
    const { caller, line, hub } = await aCall({ '/voice': twiml('<Pause length="60"/>') })
    const refused = sdk(line)
      .calls(caller.sid)
      .update({ url: `${hub.origin}/join` })

    await expect(refused).rejects.toMatchObject({ status: 400, code: 21220 })
  })

  test('documents that lead in a circle do not spin', async () => {
    const { hub, clock } = await aCall({ '/voice': twiml('<Redirect>/voice</Redirect>') })
    const atOnce = hub.at('/voice').length
    await clock.advance(1_000)

    expect(atOnce).toBeLessThan(40)
    expect(hub.at('/voice').length).toBeGreaterThan(atOnce)
    expect(NUMBER).toBe(hub.asked[0]?.form.To)
  })

  test('transcription tells what both sides say, in order and numbered', async () => {
    const start =
      '<Start><Transcription name="care" statusCallbackUrl="HUB/heard" track="both_tracks" languageCode="en-GB"/></Start>'
    const setting = await aLine({})
    setting.hub.answers['/voice'] = twiml(
      start.replace('HUB', setting.hub.origin),
      say('How can we help?'),
      '<Pause length="30"/>',
    )
    const caller = setting.line.phone(CALLER)
    await setting.line.settle()
    caller.say('She is in pain')
    caller.hangUp()
    await setting.line.settle()

    const told = setting.hub
      .at('/heard')
      .map(({ form }) => form)
      .sort((a, b) => Number(a.SequenceId) - Number(b.SequenceId))
    expect(
      told.map(f => [
        f.TranscriptionEvent,
        f.Track,
        f.TranscriptionData && JSON.parse(f.TranscriptionData).transcript,
      ]),
    ).toEqual([
      ['transcription-started', 'both_tracks', undefined],
      ['transcription-content', 'outbound_track', 'How can we help?'],
      ['transcription-content', 'inbound_track', 'She is in pain'],
      ['transcription-stopped', undefined, undefined],
    ])
  })
})
