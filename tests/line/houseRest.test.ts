import { afterAll, beforeAll, expect } from 'vitest'
import { routes } from '#shared/routes.ts'
import { publishedApi } from '#tests/practice/openapi.ts'
import { published } from '#tests/practice/twilioData.ts'
import { aCommand, aNurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// tests/practice/restConformance.test.ts holds the practice line against the published API, with a client of its own. Here it is
// the house's own client: what server/line/twilioLine.ts sends while calls are taken, placed, ended and looked after.
const OWN_PHONE = '+447700900971'
const KIN = '+447700900972'

let house: LineHouse
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  await db.run(db.sql`update staff set phone_number = ${OWN_PHONE} where sign_in_name = 'aroha1'`)
})
afterAll(() => house.close())

const wrongNumber = () => ({
  kind: 'non_clinical' as const,
  commandId: aCommand(),
  epoch: 0,
  notesRevision: 0,
  call: 'wrong_number' as const,
  note: '',
})

/** A call by her own phone, one that she makes to somebody who hung up, and the looks between them. */
async function aShift(): Promise<void> {
  const nurse = await aNurse(house.url, 'aroha1')
  const { db } = house.database
  const isOff = () => until(async () => (await nurse.board()).calls.length === 0)
  const joins = async () => {
    const ring = await house.phone.handset(OWN_PHONE).waitForRing()
    ring.answer()
    await ring.waitToHear(/Press 1/)
    ring.press('1')
  }
  house.phone.phone('+442079460951', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+442079460951')
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'phone' },
  })
  await joins()
  await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
  // Long enough ago for the carrier to be asked about it; then every line is looked at.
  await db.run(
    db.sql`update calls set version = version + 1, facts = jsonb_set(facts, '{firstHeardAt}', to_jsonb('2026-01-01T00:00:00.000Z'::text))`,
  )
  await db.run(db.sql`update promises set due_at = now(), leased_until = null where kind = 'line.reconcile'`)
  await until(async () => sent().some(one => one.method === 'GET' && /\/Participants\.json/.test(one.url)))
  await nurse.ask(routes.endCall, { params: { callId }, body: {} })
  await nurse.ask(routes.closeCall, { params: { callId }, body: wrongNumber() })
  await isOff()

  house.phone.handset(KIN).setHabit('answer')
  house.phone.phone(KIN, house.numberOf(1)).hangUp()
  const task = await until(async () => (await nurse.board()).tasks.find(({ from }) => from === KIN))
  await db.run(db.sql`update promises set due_at = now() where kind = 'call.look_back'`)
  await until(async () => sent().some(one => /\/Recordings\.json/.test(one.url)))
  await nurse.ask(routes.callBack, {
    params: { taskId: task.taskId },
    body: { commandId: aCommand(), answersBy: 'phone' },
  })
  await joins()
  const back = await nurse.waitForCall(call => call.isCallBack && call.state === 'talking')
  await nurse.ask(routes.endCall, { params: { callId: back.callId }, body: {} })
  await nurse.ask(routes.closeCall, { params: { callId: back.callId }, body: wrongNumber() })
  await isOff()
  await house.phone.settle()
}

type Sent = {
  method: string
  url: string
  form: [string, string][]
  query: Record<string, unknown>
  status: number
  body: unknown
}

/** What the house asked of the carrier's API, each with its answer, at the carrier's own addresses. */
function sent(): Sent[] {
  const trace = house.phone.trace()
  return trace.flatMap((asked, place) => {
    if (asked.kind !== 'rest') return []
    const { method, url, form } = asked.detail as { method: string; url: string; form: [string, string][] } // as the line wrote it
    const reply = trace
      .slice(place)
      .find(one => one.kind === 'rest-answer' && one.detail.method === method && one.detail.url === url)
    if (!reply) return []
    const at = new URL(url.replace(/^\/(\w+)/, 'https://$1.twilio.com'))
    const { status, body } = reply.detail as { status: number; body: unknown }
    return [{ method, url: at.href, form, query: Object.fromEntries(at.searchParams), status, body }]
  })
}

published(
  'what the house asks of the carrier, and is answered, is as the carrier has published it',
  async () => {
    await aShift()
    const api = publishedApi()
    const exchanges = sent()

    const wrong = exchanges.flatMap(one =>
      [...api.request(one), ...api.reply(one)].map(what => `${one.method} ${one.url} ${one.status}: ${what}`),
    )
    const operations = new Set(
      exchanges.map(one => `${one.method} ${api.operationAt(one.method, one.url).path}`),
    )

    const account = '/2010-04-01/Accounts/{AccountSid}'
    expect(wrong).toEqual([])
    // A room that has ended by itself, its nurse being gone first, is not ended by us: with both calls that may be so.
    const endsRoom = `POST ${account}/Conferences/{Sid}.json`
    expect([...operations].filter(one => one !== endsRoom).toSorted()).toEqual([
      `GET ${account}/Calls.json`,
      `GET ${account}/Calls/{Sid}.json`,
      `GET ${account}/Conferences.json`,
      `GET ${account}/Conferences/{ConferenceSid}/Participants.json`,
      `GET ${account}/Recordings.json`,
      `POST ${account}/Calls.json`,
      `POST ${account}/Calls/{Sid}.json`,
      `POST ${account}/Conferences/{ConferenceSid}/Participants.json`,
    ])
  },
)
