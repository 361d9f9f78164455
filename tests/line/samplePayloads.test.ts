import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import { until } from '#tests/support/aNurse.ts'
import { type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows, eventRows, taskRows } from '#tests/support/tables.ts'
import samples from './fixtures/samplePayloads.json' with { type: 'json' }

// Every form the carrier is known to send, posted to the route it belongs to, in the order of a long and busy night.
const CALLER = 'CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
/** The samples give every ring one leg: these two are other callers, and would be taken for the first one's repeats. */
const WITHHELD = { word: `CA${'1'.repeat(32)}`, digits: `CA${'2'.repeat(32)}` }

let house: SmallHouse
let door: CarrierDoor

beforeAll(async () => {
  house = await smallHouse()
  door = carrierDoor(house)
})
afterAll(() => house.close())

type Row = {
  /** How the kind of the sample begins. */
  kind: string
  /** Below /webhooks/voice/<line>/<call>/ when it begins with '…/', else below /webhooks/. */
  route: string
  /** Sent as this leg, instead of the samples' one. */
  leg?: string
  status: 200 | 204
  /**
   * The natural key it is kept under, and the state it moved the call to or why it did not. None: it says what is known.
   * Null: it is of no call, and each sample is kept in a row of its own with the reason.
   */
  becomes: string[] | null
}

const ROOM = 'room/CFcccccccccccccccccccccccccccccccc'
const ignored = (key: string, because: string) => `${key}: ignored, ${because}`
const nurse = (n: number, then: string) => `nurse/CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/${n}: ${then}`
const MORE = 'the room tells more than we need'

const QUEUE_RESULTS = ['bridged', 'hangup', 'leave', 'redirected', 'error', 'queue-full', 'system-error']

const TABLE: Row[] = [
  {
    kind: 'voice.request inbound',
    route: 'voice/incoming',
    status: 200,
    becomes: [`rang/${CALLER}: greeting`],
  },
  {
    kind: 'voice.request inbound, withheld (word)',
    route: 'voice/incoming',
    leg: WITHHELD.word,
    status: 200,
    becomes: [`rang/${WITHHELD.word}: greeting`],
  },
  {
    kind: 'voice.request inbound, withheld (digits)',
    route: 'voice/incoming',
    leg: WITHHELD.digits,
    status: 200,
    becomes: [`rang/${WITHHELD.digits}: greeting`],
  },
  {
    kind: 'voice.request fallback',
    route: 'voice/fallback',
    status: 200,
    becomes: [`fallback/${CALLER}/11205: oncall_ringing`],
  },
  { kind: 'enqueue.waitUrl', route: '…/wait', status: 204, becomes: [`queued/${CALLER}: oncall_ringing`] },
  {
    kind: 'enqueue.action',
    route: '…/wait',
    status: 204,
    becomes: QUEUE_RESULTS.map(result =>
      ignored(`queue-left/${CALLER}/${result}`, 'our queues have no action'),
    ),
  },
  {
    kind: 'dial.action number',
    route: '…/on-call/1',
    status: 200,
    becomes: [`on-call/${CALLER}/1/false: oncall_ringing`],
  },
  {
    kind: 'dial.action conference',
    route: '…/on-call/2',
    status: 200,
    becomes: [`on-call/${CALLER}/2/true: oncall_ringing`],
  },
  { kind: 'gather.action dtmf', route: '…/chosen', status: 200, becomes: [`chosen/${CALLER}: voicemail`] },
  {
    kind: 'gather.action speech',
    route: '…/chosen',
    status: 200,
    becomes: [ignored(`chosen/${CALLER}/`, 'no such choice in the menu')],
  },
  {
    kind: 'record.action',
    route: '…/recorded',
    status: 200,
    becomes: [`message/${CALLER}/REeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee: voicemail`],
  },
  {
    kind: 'recording.status_callback',
    route: '…/recording',
    status: 204,
    becomes: ['recording/REeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee/completed: voicemail'],
  },
  {
    kind: 'voice.status_callback child leg, initiated',
    route: '…/nurse/1/status',
    status: 204,
    becomes: [nurse(0, 'voicemail')],
  },
  {
    kind: 'voice.status_callback child leg, ringing',
    route: '…/nurse/1/status',
    status: 204,
    becomes: [ignored(nurse(1, '').slice(0, -2), 'it adds nothing to what is known')],
  },
  {
    kind: 'voice.status_callback child leg, in-progress',
    route: '…/nurse/1/status',
    status: 204,
    becomes: [ignored(nurse(2, '').slice(0, -2), 'it adds nothing to what is known')],
  },
  {
    kind: 'voice.status_callback child leg, completed',
    route: '…/nurse/1/status',
    status: 204,
    becomes: [nurse(3, 'voicemail')],
  },
  {
    kind: 'conference.status_callback participant-join',
    route: '…/room/1',
    status: 204,
    becomes: [`${ROOM}/1/participant-join: voicemail`, `${ROOM}/2/participant-join: voicemail`],
  },
  {
    kind: 'conference.status_callback conference-start',
    route: '…/room/1',
    status: 204,
    becomes: [ignored(`${ROOM}/3/conference-start`, MORE)],
  },
  {
    kind: 'conference.status_callback participant-hold',
    route: '…/room/1',
    status: 204,
    becomes: [`${ROOM}/4/participant-hold: voicemail`],
  },
  {
    kind: 'conference.status_callback participant-unhold',
    route: '…/room/1',
    status: 204,
    becomes: [`${ROOM}/5/participant-unhold: voicemail`],
  },
  {
    kind: 'conference.status_callback participant-mute',
    route: '…/room/1',
    status: 204,
    becomes: [ignored(`${ROOM}/6/participant-mute`, MORE)],
  },
  {
    kind: 'conference.status_callback participant-unmute',
    route: '…/room/1',
    status: 204,
    becomes: [ignored(`${ROOM}/7/participant-unmute`, MORE)],
  },
  {
    kind: 'conference.status_callback participant-modify',
    route: '…/room/1',
    status: 204,
    becomes: [ignored(`${ROOM}/8/participant-modify`, MORE)],
  },
  {
    kind: 'conference.status_callback participant-leave',
    route: '…/room/1',
    status: 204,
    becomes: [`${ROOM}/9/participant-leave: voicemail`],
  },
  {
    kind: 'conference.status_callback conference-end',
    route: '…/room/1',
    status: 204,
    becomes: [`${ROOM}/10/conference-end: voicemail`],
  },
  {
    kind: 'voice.status_callback number',
    route: 'voice/status',
    status: 204,
    becomes: [`status/${CALLER}/0: closed`],
  },
  { kind: 'transcription.realtime', route: 'voice/transcription', status: 204, becomes: null },
  { kind: 'message.inbound', route: 'messages/incoming', status: 200, becomes: [] }, // kept as an answer: tests/messages/hearing.test.ts
  { kind: 'message.status_callback', route: 'messages/status', status: 204, becomes: null },
]

/** A sample belongs to the row whose kind says most of its own. */
const rowOf = (kind: string) =>
  TABLE.filter(row => kind.startsWith(row.kind)).toSorted((a, b) => b.kind.length - a.kind.length)[0]

test('every sample has a route', () => {
  expect(samples.payloads).toHaveLength(41)
  expect(samples.payloads.filter(({ kind }) => !rowOf(kind))).toEqual([])
  expect(TABLE.filter(row => !samples.payloads.some(({ kind }) => rowOf(kind) === row))).toEqual([])
})

test.each(TABLE)('$kind → $route', async row => {
  const place = `${house.north.lineId}/${callIdOf(CALLER)}`
  const path = `/webhooks/${row.route.replace('…', `voice/${place}`)}`
  const before = new Set((await eventRows(house.database.db)).map(event => event.sourceKey))
  const forms = samples.payloads.filter(({ kind }) => rowOf(kind) === row).map(({ form }) => form)

  const answers = []
  for (const form of forms)
    answers.push(
      await door.tell(path, {
        ...form,
        AccountSid: door.accountSid,
        ...(row.leg ? { CallSid: row.leg } : {}),
      }),
    )

  const added = async () =>
    (await eventRows(house.database.db))
      .filter(event => !before.has(event.sourceKey))
      .filter(event => !event.sourceKey.startsWith('call/')) // what we decided ourselves
  // On a machine with too much to do a word may take the way over the spool.
  const many = row.becomes?.length ?? forms.length
  await until(async () => (await added()).length >= many)
  const after = await added()
  const became = after.map(event =>
    event.ignoredBecause
      ? ignored(event.sourceKey, event.ignoredBecause)
      : `${event.sourceKey}: ${event.movedTo}`,
  )
  const keptForNothing = after.filter(event => event.callId === null && event.ignoredBecause !== null)
  expect(answers.map(answer => answer.status)).toEqual(forms.map(() => row.status))
  if (row.becomes) expect(became).toEqual(row.becomes.toSorted())
  else expect([after.length, keptForNothing.length]).toEqual([forms.length, forms.length])
})

test('a word that a call left a queue moves no call, whichever comes alone', async () => {
  const leg = `CA${'3'.repeat(32)}`
  const ring = samples.payloads.find(({ kind }) => kind === 'voice.request inbound')?.form
  await door.tell('/webhooks/voice/incoming', { ...ring, AccountSid: door.accountSid, CallSid: leg })
  const place = `${house.north.lineId}/${callIdOf(leg)}`
  for (const { kind, form } of samples.payloads) {
    if (!kind.startsWith('enqueue.action')) continue
    await door.tell(`/webhooks/voice/${place}/wait`, { ...form, AccountSid: door.accountSid, CallSid: leg })
  }

  await until(async () => {
    const rows = await eventRows(house.database.db)
    return rows.filter(row => row.sourceKey.startsWith(`queue-left/${leg}`)).length === QUEUE_RESULTS.length
  })
  const call = (await callRows(house.database.db)).find(({ carrierSid }) => carrierSid === leg)
  expect(call?.state).toBe('greeting')
})

test('after that night each caller is one call, who withheld a number has none, and nobody is forgotten', async () => {
  const calls = await callRows(house.database.db)
  const tasks = await taskRows(house.database.db)

  const ofSamples = calls.filter(call => call.carrierSid !== `CA${'3'.repeat(32)}`)
  expect(
    ofSamples
      .map(call => [call.carrierSid, call.state, call.fromNumber])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  ).toEqual([
    [WITHHELD.word, 'greeting', null],
    [WITHHELD.digits, 'greeting', null],
    [CALLER, 'closed', '+447700900123'],
  ])
  expect(tasks.map(task => [task.kind, task.state])).toEqual([['write_up_on_call', 'open']])
})
