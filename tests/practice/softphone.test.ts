import { createHmac } from 'node:crypto'
import twilio from 'twilio'
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { readAccessToken } from '#server/practice/accessToken.ts'
import { realClock } from '#server/practice/clock.ts'
import type { PracticeLine } from '#server/practice/lineOptions.ts'
import type { SoftphoneToLine } from '#shared/softphone.ts'
import { LineToSoftphone, SOFTPHONE_PATH } from '#shared/softphone.ts'
import { aLine, CALLER, KEYS, NUMBER, sdk, twiml } from './aLine.ts'

const APPLICATION = 'AP00000000000000000000000000000000'
const { AccessToken } = twilio.jwt

/** A token as the hub makes it, with the carrier's own library. */
function aToken(
  identity: string,
  { ttl = 3600, secret = KEYS.apiKeySecret, application = APPLICATION } = {},
): string {
  const token = new AccessToken(KEYS.accountSid, KEYS.apiKeySid, secret, { identity, ttl })
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: application }))
  return token.toJwt()
}

async function aBrowser(line: PracticeLine) {
  const socket = new WebSocket(line.origin.replace('http', 'ws') + SOFTPHONE_PATH)
  const got: LineToSoftphone[] = []
  socket.on('message', data => got.push(LineToSoftphone.parse(JSON.parse(String(data)))))
  await new Promise(resolve => socket.once('open', resolve))
  onTestFinished(() => socket.terminate())
  return {
    got,
    socket,
    send: (message: SoftphoneToLine) => socket.send(JSON.stringify(message)),
    next: async (type: LineToSoftphone['type']) => {
      await expect.poll(() => got.some(m => m.type === type), { interval: 5 }).toBe(true)
      return got.findLast(m => m.type === type)
    },
  }
}

describe('an access token', () => {
  const now = Date.now()

  test('made by the carrier’s library is read', () => {
    expect(readAccessToken(aToken('nurse_1'), KEYS, now)).toMatchObject({
      identity: 'nurse_1',
      mayReceive: true,
      applicationSid: APPLICATION,
    })
  })

  const [head = '', body = '', signature = ''] = aToken('nurse_1').split('.')
  const none = Buffer.from('{"alg":"none","typ":"JWT","cty":"twilio-fpa;v=1"}').toString('base64url')
  test.each([
    ['signed with another secret', aToken('nurse_1', { secret: 'another' }), 20101],
    ['expired', aToken('nurse_1', { ttl: -10 }), 20104],
    ['changed', `${head}.${body.slice(0, -2)}AA.${signature}`, 20101],
    ['of algorithm none', `${none}.${body}.`, 20101],
    [
      'of algorithm none, signed',
      `${none}.${body}.${createHmac('sha256', KEYS.apiKeySecret).update(`${none}.${body}`).digest('base64url')}`,
      20101,
    ],
    ['nothing', '', 20101],
    ['words', 'a.b.c', 20101],
    ['for a name with a blank', aToken('nurse one'), 20101],
  ])('%s is refused', (_what, token, code) => {
    expect(readAccessToken(token, KEYS, now)).toMatchObject({ code })
  })
})

describe('a browser telephone', () => {
  const nurse = {
    '/nurse': twiml('<Say>Welcome.</Say>', '<Gather numDigits="1" action="/key"/>'),
    '/key': twiml('<Pause length="60"/>'),
  }

  test('registers, connects with its own parameters, hears, presses and hangs up', async () => {
    const { line, hub } = await aLine(nurse, { clock: realClock() })
    const browser = await aBrowser(line)
    browser.send({ type: 'register', token: aToken('nurse_1') })
    await browser.next('registered')
    browser.send({ type: 'connect', key: 'a', params: { callId: '42' } })
    await browser.next('heard')
    const { callSid } = Object(await browser.next('connected'))
    browser.send({ type: 'digits', callSid, digits: '5' })
    await expect.poll(() => hub.at('/key').length).toBe(1)
    browser.send({ type: 'disconnect', callSid })
    const gone = await browser.next('disconnected')

    expect(hub.at('/nurse')[0]?.form).toMatchObject({
      From: 'client:nurse_1',
      Caller: 'client:nurse_1',
      callId: '42',
      CallSid: callSid,
    })
    expect(hub.at('/key')[0]?.form).not.toHaveProperty('callId')
    expect(gone).toEqual({ type: 'disconnected', callSid, reason: 'local' })
    expect(browser.got.map(m => m.type)).toEqual([
      'registered',
      'connecting',
      'ringing',
      'connected',
      'heard',
      'disconnected',
    ])
    const recalled = [['nurse_1', '42'] as const, ['nurse_1', '43'] as const, ['nurse_2', '42'] as const].map(
      async ([identity, callId]) => {
        const reloaded = await aBrowser(line)
        reloaded.send({ type: 'register', token: aToken(identity) })
        reloaded.send({ type: 'recall', params: { callId } })
        return Object(await reloaded.next('recalled')).heard
      },
    )
    // A page that was reloaded reads what was said on her own earlier lines of that call, and nobody else's.
    expect(await Promise.all(recalled)).toEqual([[{ who: 'line', text: 'Welcome.' }], [], []])
  })

  test('is refused without a good token, and what it says wrongly is answered', async () => {
    const { line } = await aLine(nurse, { clock: realClock() })
    const browser = await aBrowser(line)
    browser.send({ type: 'connect', key: 'a', params: {} })
    browser.socket.send('not JSON')
    browser.send({ type: 'register', token: aToken('nurse_1', { secret: 'wrong' }) })
    await expect.poll(() => browser.got.length).toBe(3)

    expect(browser.got.map(m => m.type === 'error' && m.code)).toEqual([31102, 31100, 20101])
  })

  test('rings in every tab; the first to accept has the call, and a busy nurse is busy', async () => {
    const { line, clock } = await aLine({
      '/voice': twiml(
        `<Dial callerId="${NUMBER}" action="/dialled"><Client><Identity>nurse_1</Identity><Parameter name="callId" value="42"/></Client></Dial>`,
      ),
    })
    const [one, two] = [line.softphone('nurse_1'), line.softphone('nurse_1')]
    const caller = line.phone(CALLER)
    const ringing = await two.waitFor('incoming')
    two.send({ type: 'accept', callSid: ringing.callSid })
    await line.settle()
    two.send({ type: 'say', callSid: ringing.callSid, text: 'Hello.' })
    line.phone('+447700900124')
    await line.settle()
    await clock.advance(1)

    expect(ringing).toMatchObject({ from: NUMBER, params: { callId: '42' } })
    expect(one.messages().slice(1, 3)).toEqual([
      ringing,
      { type: 'disconnected', callSid: ringing.callSid, reason: 'cancelled' },
    ])
    expect(caller.heard()).toContain('Hello.')
  })

  test('that is nowhere is as if nobody answered; that is talking is busy', async () => {
    const { line, hub } = await aLine({
      '/voice': twiml('<Dial action="/dialled"><Client>nurse_1</Client></Dial>'),
      '/dialled': twiml(),
      '/nurse': twiml('<Pause/>', '<Say>x</Say>', '<Pause length="60"/>'),
    })
    line.phone(CALLER)
    await line.settle()
    await line.softphone('nurse_1').connect({})
    line.phone(CALLER)
    await line.settle()

    expect(hub.at('/dialled').map(one => one.form.DialCallStatus)).toEqual(['no-answer', 'busy'])
  })

  test('that vanishes takes its call along, as late as the line is told to notice', async () => {
    const { line, clock, hub } = await aLine(nurse, { faults: { lostSoftphoneAfterMs: 30_000 } })
    const nurse1 = line.softphone('nurse_1')
    const sid = await nurse1.connect({})
    await line.settle()
    nurse1.close()
    const client = sdk(line)
    const before = (await client.calls(sid).fetch()).status
    hub.answers['/nurse'] = twiml()
    await clock.advance(30_000)

    expect([before, (await client.calls(sid).fetch()).status]).toEqual(['in-progress', 'completed'])
  })

  test('is warned before its token runs out, and gets no calls afterwards', async () => {
    const { line, clock } = await aLine(nurse)
    const nurse1 = line.softphone('nurse_1')
    await clock.advance(24 * 3_600_000)

    expect(nurse1.messages().slice(1)).toEqual([
      { type: 'tokenExpiring', secondsLeft: 10 },
      { type: 'unregistered', code: 20104 },
    ])
    await expect(nurse1.connect({})).rejects.toThrow('31002')
  })

  test('that is muted is not heard', async () => {
    const { line } = await aLine({
      '/nurse': twiml('<Dial><Conference>care</Conference></Dial>'),
      '/voice': twiml('<Dial><Conference>care</Conference></Dial>'),
    })
    const nurse1 = line.softphone('nurse_1')
    const callSid = await nurse1.connect({})
    const caller = line.phone(CALLER)
    await line.settle()
    nurse1.send({ type: 'mute', callSid, muted: true })
    nurse1.send({ type: 'say', callSid, text: 'to myself' })
    nurse1.send({ type: 'mute', callSid, muted: false })
    nurse1.send({ type: 'say', callSid, text: 'to you' })

    expect(caller.heard()).toEqual(['to you'])
  })
})
