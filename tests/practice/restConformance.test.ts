import { expect } from 'vitest'
import { aLine, CALLER, MOBILE_NUMBER, NUMBER, sdk, twiml } from './aLine.ts'
import { publishedApi } from './openapi.ts'
import { dig, published, SdkWire, twilioData } from './twilioData.ts'

type Sent = {
  method: string
  url: string
  form: [string, string][]
  query: Record<string, unknown>
  status: number
  body: unknown
}

const MOBILE = '+447700900001'

/** Every operation the hub's client can ask for, on a line where it makes sense; what was sent and answered. */
async function everyOperation(): Promise<Sent[]> {
  const { line, hub, clock } = await aLine({
    '/voice': twiml('<Enqueue waitUrl="/wait">care</Enqueue>'),
    '/wait': twiml('<Pause length="30"/>'),
    '/join': twiml('<Dial><Conference participantLabel="caller">care-1</Conference></Dial>'),
    '/message': twiml('<Record timeout="3" playBeep="false"/>'),
    '/quiet': twiml('<Pause length="5"/>'),
  })
  const sent: Sent[] = []
  const client = sdk(line, one => sent.push(one))
  const x = (path: string) => `${hub.origin}${path}`
  line.handset(MOBILE).setHabit('answer')
  line.handset('+447700900002').setHabit('answer')

  const waiting = line.phone(CALLER)
  const second = line.phone('+447700900124')
  await line.settle()
  const called = await client.calls.create({
    to: MOBILE,
    from: NUMBER,
    url: x('/message'),
    timeout: 20,
    machineDetection: 'Enable',
    statusCallback: x('/s'),
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  })
  await clock.advance(1_000)
  await client.calls.create({ to: 'client:nurse_1', from: NUMBER, twiml: '<Response/>' })
  await client.calls(waiting.sid).fetch()
  await client.calls.list({ to: NUMBER, status: 'in-progress', limit: 20 })
  const [queue] = await client.queues.list({ limit: 50 })
  const queueSid = queue?.sid ?? ''
  await client.queues(queueSid).members.list()
  await client.queues(queueSid).members(waiting.sid).fetch()
  await client
    .queues(queueSid)
    .members(waiting.sid)
    .update({ url: x('/join'), method: 'POST' })
  await line.settle()
  const [conference] = await client.conferences.list({ friendlyName: 'care-1', limit: 1 })
  const room = client.conferences(conference?.sid ?? '')
  const gp = await client.conferences('care-1').participants.create({
    from: NUMBER,
    to: '+447700900002',
    label: 'gp',
    timeout: 25,
    beep: 'false',
    startConferenceOnEnter: true,
    endConferenceOnExit: false,
    earlyMedia: true,
    conferenceRecord: 'record-from-start',
    statusCallback: x('/p'),
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    conferenceStatusCallback: x('/c'),
    conferenceStatusCallbackEvent: [
      'start',
      'end',
      'join',
      'leave',
      'mute',
      'hold',
      'modify',
      'announcement',
    ],
  })
  await clock.advance(1_000)
  await client.conferences.list({ friendlyName: 'care-1', status: 'in-progress', limit: 1 })
  await room.fetch()
  await room.participants.list()
  await room.participants('gp').fetch()
  const caller = room.participants(waiting.sid)
  await caller.update({ hold: true, holdUrl: x('/quiet'), holdMethod: 'GET' })
  await caller.update({ hold: false })
  await caller.update({ muted: true })
  await caller.update({ endConferenceOnExit: false })
  await room.participants(gp.callSid).update({ coaching: true, callSidToCoach: waiting.sid })
  await room.update({ announceUrl: x('/quiet'), announceMethod: 'GET' })
  await client.calls(waiting.sid).recordings.create({
    recordingStatusCallback: x('/r'),
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    recordingChannels: 'dual',
  })
  await client
    .calls(waiting.sid)
    .recordings('Twilio.CURRENT')
    .update({ status: 'paused', pauseBehavior: 'silence' })
  const transcription = await client
    .calls(waiting.sid)
    .transcriptions.create({ track: 'both_tracks', statusCallbackUrl: x('/t'), languageCode: 'en-GB' })
  await client.calls(waiting.sid).transcriptions(transcription.sid).update({ status: 'stopped' })
  await room.participants(gp.callSid).remove()
  await room.update({ status: 'completed' })
  await client
    .queues(queueSid)
    .members('Front')
    .update({ url: x('/message') })
  await line.settle()
  second.say('Please ring me back.')
  await clock.advance(4_000)
  const [recording] = await client.recordings.list({ callSid: second.sid })
  await client.recordings(recording?.sid ?? '').fetch()
  await client.recordings(recording?.sid ?? '').remove()
  await client.queues.create({ friendlyName: 'other', maxSize: 500 })
  await client.queues(queueSid).fetch()
  await client.queues(queueSid).remove()
  const message = await client.messages.create({
    to: MOBILE,
    from: MOBILE_NUMBER,
    body: 'Task 4F7: reply ACCEPT 4F7',
    statusCallback: x('/m'),
    validityPeriod: 900,
    contentRetention: 'discard',
    addressRetention: 'obfuscate',
    smartEncoded: true,
  })
  await client.messages(message.sid).fetch()
  await client.messages(message.sid).update({ body: '' })
  await client.messages.list({ to: MOBILE, limit: 5 })
  await client.messages(message.sid).remove()
  const third = line.phone('+447700900125')
  await line.settle()
  await client
    .calls(third.sid)
    .update({ url: x('/quiet'), method: 'POST', fallbackUrl: 'https://f.example/' })
  await line.settle()
  await client.calls(third.sid).update({ twiml: '<Response><Pause length="9"/></Response>' })
  await line.settle()
  await client.calls(third.sid).update({ status: 'completed' })
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: NUMBER })
  await client.incomingPhoneNumbers(number?.sid ?? '').fetch()
  await client.incomingPhoneNumbers(number?.sid ?? '').update({
    statusCallback: x('/s'),
    voiceFallbackUrl: 'https://f.example/',
    voiceUrl: `${x('/v')}#rc=2&rp=ct,rt,5xx&ct=1500&rt=3000&tt=8000`,
  })
  await client.lookups.v2.phoneNumbers(MOBILE).fetch({ fields: 'line_type_intelligence' })
  await client.monitor.v1.alerts.list({ logLevel: 'error', limit: 20 })
  await client.routes.v2.phoneNumbers(NUMBER).update({ voiceRegion: 'ie1' })
  await client.routes.v2.phoneNumbers(NUMBER).fetch()
  await client.api.v2010.accounts(client.accountSid).fetch()
  await client.tokens.create()
  await client.calls(called.sid).fetch()
  await client
    .calls(third.sid)
    .update({ url: x('/quiet') })
    .catch(() => {})
  await client
    .calls(`CA${'1'.repeat(32)}`)
    .fetch()
    .catch(() => {})
  expect(line.checkInvariants()).toEqual([])
  return sent
}

let sent: Promise<Sent[]> | undefined
const sentOnce = () => {
  sent ??= everyOperation()
  return sent
}

published(
  'every request of the SDK and every reply of the line is as the carrier has published',
  async () => {
    const sent = await sentOnce()
    const api = publishedApi()

    const wrong = sent.flatMap(one =>
      [...api.request(one), ...api.reply(one)].map(what => `${one.method} ${one.url} ${one.status}: ${what}`),
    )

    expect(wrong).toEqual([])
  },
)

published('every operation that was captured from the SDK is one the line has answered', async () => {
  const sent = await sentOnce()
  const api = publishedApi()
  const answered = new Set(sent.map(one => `${one.method} ${api.operationAt(one.method, one.url).path}`))

  const wanted = twilioData('sdk-wire.json', SdkWire)
    .operations.flatMap(operation => operation.requests)
    .map(r => `${r.method} ${api.operationAt(r.method, `https://${r.product}.twilio.com${r.path}`).path}`)

  expect([...new Set(wanted)].filter(operation => !answered.has(operation))).toEqual([])
})

published('a reply has every field of the published example', async () => {
  const sent = await sentOnce()
  const api = publishedApi()
  const missing = sent
    .filter(one => one.status < 300 && one.status !== 204)
    .flatMap(one => {
      const example = api.exampleOf(one.method, one.url)
      const keysOf = (node: unknown) => Object.keys(Object(node))
      const own = keysOf(example).filter(key => !(key in Object(one.body)))
      const list = keysOf(example).find(key => Array.isArray(dig(example, key))) ?? ''
      const row = dig(one.body, list, '0')
      const inRow = row ? keysOf(dig(example, list, '0')).filter(key => !(key in Object(row))) : []
      return [...own, ...inRow].map(
        key => `${one.method} ${api.operationAt(one.method, one.url).path}: ${key}`,
      )
    })

  expect([...new Set(missing)]).toEqual([])
})
