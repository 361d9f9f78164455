import { expect, test } from 'vitest'
import { alertLevel } from '#server/practice/core/alertCodes.ts'
import type { TraceEntry } from '#server/practice/lineOptions.ts'
import { parseTwiml } from '#server/practice/xml.ts'
import { aLine, CALLER, MOBILE_NUMBER, NUMBER, sdk, twiml } from './aLine.ts'
import { ErrorCodes, ParameterTable, published, TwimlGrammar, twilioData } from './twilioData.ts'

type Sent = { group: string; form: Record<string, string> }

/** A night on the line in which every kind of request happens. */
async function everyCallback(): Promise<Sent[]> {
  const all = 'statusCallbackEvent="initiated ringing answered completed"'
  const conference = `<Conference statusCallback="/room" statusCallbackEvent="start end join leave mute hold modify speaker announcement" participantLabel="LABEL" record="record-from-start" recordingStatusCallback="/recording" recordingStatusCallbackEvent="in-progress completed absent">care</Conference>`
  const { line, hub, clock } = await aLine({
    '/voice': twiml('<Gather numDigits="1" action="/gathered"/>'),
    '/gathered': twiml('<Enqueue waitUrl="/wait" action="/enqueued">care</Enqueue>'),
    '/wait': twiml('<Pause length="10"/>'),
    '/enqueued': twiml(
      `<Dial action="/dialled" callerId="${NUMBER}"><Number statusCallback="/leg" ${all}>+447700900001</Number></Dial>`,
    ),
    '/nurse': twiml(
      '<Dial><Queue url="/soon">care</Queue></Dial>',
      `<Dial action="/dialled">${conference.replace('LABEL', 'lead')}</Dial>`,
    ),
    '/soon': twiml('<Say>soon</Say>'),
    '/dialled': twiml('<Redirect>/broken</Redirect>'),
    '/fallback': twiml(
      '<Record timeout="3" action="/recorded" recordingStatusCallback="/recording" recordingStatusCallbackEvent="in-progress completed absent"/>',
    ),
    '/recorded': twiml(),
    '/quiet': twiml('<Say>quiet</Say>'),
    '/sms': twiml('<Message>Thank you</Message>'),
  })
  hub.answers['/join'] = twiml(
    `<Start><Transcription statusCallbackUrl="${hub.origin}/transcription"/></Start>`,
    `<Dial>${conference.replace('LABEL', 'caller')}</Dial>`,
  )
  const client = sdk(line)
  const nurse = line.softphone('nurse_1')
  const caller = line.phone(CALLER)
  const other = line.phone('withheld')
  await line.settle()
  caller.press('1')
  other.press('1')
  await line.settle()
  const nurseSid = await nurse.connect({ To: 'care' })
  await line.settle()
  nurse.send({ type: 'disconnect', callSid: nurseSid })
  await line.settle()
  const rung = await line.handset('+447700900001').waitForRing()
  rung.answer()
  await line.settle()
  rung.hangUp()
  await line.settle()
  caller.say('A message for the nurse')
  await clock.advance(4_000)
  await client.calls(other.sid).update({ url: `${hub.origin}/join` })
  await line.settle()
  const lead = line.softphone('nurse_2')
  const leadSid = await lead.connect({})
  await clock.advance(31_000)
  other.say('Hello')
  await client
    .conferences('care')
    .participants(other.sid)
    .update({ hold: true, muted: true, endConferenceOnExit: true })
  await client.conferences('care').update({ announceUrl: `${hub.origin}/quiet` })
  await client.conferences('care').participants.create({
    to: '+447700900003',
    from: NUMBER,
    statusCallback: `${hub.origin}/leg`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  })
  await client.messages.create({
    to: '+447700900001',
    from: MOBILE_NUMBER,
    body: 'Task 4F7',
    statusCallback: `${hub.origin}/message-status`,
  })
  await client.messages.create({
    to: '+441632960555',
    from: MOBILE_NUMBER,
    body: 'Task 4F7',
    statusCallback: `${hub.origin}/message-status`,
  })
  line.handset('+447700900001').sendText(MOBILE_NUMBER, 'ACCEPT 4F7')
  await clock.advance(70_000)
  other.hangUp()
  lead.send({ type: 'disconnect', callSid: leadSid })
  await clock.advance(2_000)
  expect(line.checkInvariants()).toEqual([])
  return line
    .trace()
    .filter(entry => entry.kind === 'webhook')
    .map(toSent)
}

const GROUPS: Record<string, string> = {
  '/gathered': 'gather.action',
  '/enqueued': 'enqueue.action',
  '/wait': 'enqueue.waitUrl',
  '/dialled': 'dial.action',
  '/soon': 'dial.queue.url',
  '/recorded': 'record.action',
  '/room': 'conference.status_callback',
  '/recording': 'recording.status_callback',
  '/transcription': 'transcription.realtime',
  '/leg': 'voice.status_callback',
  '/status': 'voice.status_callback',
  '/sms': 'message.inbound',
  '/message-status': 'message.status_callback',
}

function toSent({ detail }: TraceEntry): Sent {
  const path = new URL(String(detail.url)).pathname
  return { group: GROUPS[path] ?? 'voice.request', form: Object(detail.form) }
}

published('each request carries every field it must and none that is not in the table', async () => {
  const sent = await everyCallback()
  const { groups } = twilioData('webhook-parameters.json', ParameterTable)
  const allowed = (name: string, form: Record<string, string>): { always: string[]; any: string[] } => {
    const group = groups[name]
    if (!group) throw new Error(`no such group: ${name}`)
    const base = group.adds_to === undefined ? { always: [], any: [] } : allowed(group.adds_to, form)
    const always = [...base.always, ...(group.always ?? [])]
    const isEvent = (event: string) =>
      form.StatusCallbackEvent?.startsWith(event) || form.TranscriptionEvent?.endsWith(event)
    const adds = [
      ...(group.optional ?? []),
      ...(group.inbound_legacy_aliases ?? []),
      ...(isEvent('participant-') || isEvent('announcement-') ? (group.participant_events_add ?? []) : []),
      ...(isEvent('conference-end') ? (group.end_adds ?? []) : []),
      ...(isEvent('participant-leave') ? (group.leave_adds ?? []) : []),
      ...(isEvent('announcement') ? (group.announcement_adds ?? []) : []),
      ...(isEvent('started') ? (group.started_adds ?? []) : []),
      ...(isEvent('content') ? (group.content_adds ?? []) : []),
    ]
    return { always, any: [...base.any, ...always, ...adds] }
  }
  // Twilio's own page and payloads have it, the table of the record action does not.
  const isKnown = (group: string, name: string) => group === 'record.action' && name === 'RecordingSid'
  const wrong = sent.flatMap(({ group, form }) => {
    const { always, any } = allowed(group, form)
    const missing = always.filter(name => !(name in form)).map(name => `${group}: no ${name}`)
    const extra = Object.keys(form)
      .filter(name => !any.includes(name) && !isKnown(group, name))
      .map(name => `${group}: ${name} is not in the table`)
    const values = Object.entries(groups[group]?.values ?? {})
      .filter(([name, known]) => form[name] !== undefined && !known.includes(form[name] ?? ''))
      .map(([name]) => `${group}: ${name}=${form[name]}`)
    return [...missing, ...extra, ...values]
  })

  expect([...new Set(wrong)]).toEqual([])
  expect([...new Set(sent.map(one => one.group))].sort()).toEqual(
    [...new Set([...Object.values(GROUPS), 'voice.request'])].sort(),
  )
})

published(
  'the line knows every attribute and child that the SDK can write, but for three kinds of telephone it has not',
  () => {
    const { voice } = twilioData('twiml-grammar.json', TwimlGrammar)
    const nouns: Record<string, string> = {
      Number: 'Dial',
      Client: 'Dial',
      Queue: 'Dial',
      Conference: 'Dial',
      Sip: 'Dial',
      Transcription: 'Start',
      Recording: 'Start',
      Stream: 'Start',
    }
    const verbs =
      'Say Play Pause Gather Enqueue Leave Dial Record Redirect Reject Hangup Start Stop Refer'.split(' ')
    const warned = [...verbs, ...Object.keys(nouns)].flatMap(name => {
      const attributes = Object.keys(voice[name]?.attributes ?? {})
        .map(attribute => `${attribute}="x"`)
        .join(' ')
      const children = (voice[name]?.children ?? [])
        .map(child => (child === 'ReferSip' ? '<Sip/>' : child === 'SipUri' ? '<Uri/>' : `<${child}/>`))
        .join('')
      const element =
        name === 'Say' ? `<Say ${attributes}>x</Say>` : `<${name} ${attributes}>${children}</${name}>`
      const parent = nouns[name]
      const parsed = parseTwiml(twiml(parent === undefined ? element : `<${parent}>${element}</${parent}>`))
      return 'warnings' in parsed ? parsed.warnings : [`${name}: ${parsed.code}`]
    })

    expect(warned).toEqual(
      ['Application', 'Sim', 'WhatsApp'].map(name => `<${name}> may not stand in <Dial>`),
    )
  },
)

published('an alert is as grave as the carrier finds it', () => {
  const { codes } = twilioData('error-codes.json', ErrorCodes)
  const known = codes.filter(
    ({ code, level }) =>
      level &&
      [
        11200, 11205, 11243, 11750, 12100, 12200, 12300, 13214, 13224, 13238, 13801, 15003, 15004, 16011,
        16020, 16021, 16025, 16101, 16102, 32015,
      ].includes(code),
  )

  expect(known.map(({ code }) => [code, alertLevel(code)])).toEqual(
    known.map(({ code, level }) => [code, level?.toLowerCase()]),
  )
  expect(known.length).toBeGreaterThan(15)
})

test('times are as the carrier writes them, and yes and no are words', async () => {
  const { line, hub } = await aLine({
    '/voice': twiml(
      '<Dial><Conference statusCallback="/room" statusCallbackEvent="join">care</Conference></Dial>',
    ),
  })
  line.phone(CALLER)
  await line.settle()

  expect(hub.at('/room')[0]?.form).toMatchObject({
    Timestamp: 'Sun, 22 Nov 2026 02:10:00 +0000',
    Muted: 'false',
    StartConferenceOnEnter: 'true',
    SequenceNumber: '1',
  })
})
