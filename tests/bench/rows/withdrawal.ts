import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { changeRecord } from '#server/patients/changeRecord.ts'
import { CommandId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { benchActor } from '../benchActor.ts'
import { figure } from '../figures.ts'
import { type HeldCall, holdCalls } from '../heldCalls.ts'
import { latencies } from '../latencies.ts'
import { range } from '../load.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { askAs } from './ask.ts'

/** Pages of the practice that have the person open at that moment. */
const PAGES = 5

/**
 * "I want my notes off your system", said on the telephone: from the moment the nurse's save is sent until the last page that another
 * organisation has open about the person has been told, has asked again, and was shown nothing. The bar is I13 of the safety guide.
 */
export const withdrawalRow: Row = {
  name: 'withdrawal',
  measure: async setting => {
    const calls = await holdCalls(setting.db, setting.nurses.slice(0, setting.options.quick ? 10 : 100))
    const practices = new Map<string, string[]>()
    const [closed, answered] = [latencies(), latencies()]
    const begin = performance.now()
    for (const call of calls) {
      const { lineId } = call.nurse
      const doctors = practices.get(lineId) ?? (await aPractice(setting, lineId))
      practices.set(lineId, doctors)
      await share(setting, call)
      const pages = await Promise.all(doctors.map(cookie => openPage(setting, cookie, call.patientId)))
      const sentAt = performance.now()
      const body = { commandId: CommandId.parse(randomUUID()), epoch: 1, inTheirWords: 'No more.' }
      await askAs(setting, call.nurse, routes.withdrawSharing, {
        params: { callId: call.callId },
        body: { ...body, consequencesExplained: true },
      })
      answered.add(performance.now() - sentAt)
      closed.add(Math.max(...(await Promise.all(pages.map(page => page.closedAt)))) - sentAt)
      for (const { socket } of pages) socket.terminate()
    }
    const overMs = performance.now() - begin
    const own = answered.summary(overMs)
    const note = `the nurse herself is answered after ${own.p50.toFixed(1)} ms (p50), ${own.p95.toFixed(1)} ms (p95)`
    const row = `withdrawal: said → the last of ${PAGES} pages elsewhere closed`
    return [figure(row, { ours: closed.summary(overMs) }, { p99: 1000 }, note)]
  },
}

/** A practice of the line that looks after all its people, with so many doctors who are signed in: their cookies. */
async function aPractice({ db }: Setting, lineId: string): Promise<string[]> {
  const doctors = range(PAGES).map(n => ({
    id: randomUUID(),
    name: `Dr Bench ${n}`,
    session: randomUUID(),
    token: randomBytes(32).toString('base64url'),
  }))
  const rows = doctors.map(({ token, ...doctor }) => ({
    ...doctor,
    token_hash: createHash('sha256').update(token).digest('hex'),
  }))
  await db.run(db.sql`
    with practice as (
      insert into organisations (id, line_id, name, kind)
      values (gen_random_uuid(), ${lineId}, 'Withdrawal Surgery', 'gp')
      returning id
    ),
    given as (
      select given.*, practice.id as organisation_id
      from practice, jsonb_to_recordset(${db.sql.json(rows)}::jsonb) as given (id uuid, name text, session uuid, token_hash text)
    ),
    person as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
      select id, ${lineId}::uuid, name, 'withdrawal ' || id, 'clinician', organisation_id, 'none' from given
      returning id
    ),
    looked_after as (
      insert into relationships (id, line_id, patient_id, organisation_id, kind)
      select gen_random_uuid(), ${lineId}::uuid, calls.patient_id, practice.id, 'caseload'
      from practice, calls
      where calls.line_id = ${lineId} and calls.held_by is not null
    )
    insert into sessions (token_hash, id, staff_id, expires_at)
    select decode(token_hash, 'hex'), session, id, now() + interval '12 hours'
    from given
    where id in (select id from person)`)
  return doctors.map(({ token }) => `goldthread-sid=${token}`)
}

/** The person agrees that everybody who gives care may see the record. */
async function share({ db, lines }: Setting, { nurse, patientId }: HeldCall): Promise<void> {
  const actor = { ...benchActor({ lines }), lineId: nurse.lineId, staffId: nurse.staffId }
  const entry = anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' })
  const done = await changeRecord(
    { db },
    {
      actor,
      patientId: PatientId.parse(patientId),
      why: { kind: 'registration' },
      relationship: db.sql`true`,
      at: new Date().toISOString(),
      entries: [entry],
    },
  )
  if (done.kind !== 'saved') throw new Error(`the agreement was not saved: ${done.kind}`)
}

type Page = { socket: WebSocket; closedAt: Promise<number> }

/** A page beside the board as the client has it: it hears that the record changed, asks again, and shows what it is answered. */
async function openPage({ server, http }: Setting, cookie: string, patientId: string): Promise<Page> {
  const isOpen = async () => {
    const { text } = await http.must('GET', `/api/people/${patientId}/record`, { cookie })
    return !text.includes('"record":null')
  }
  if (!(await isOpen())) throw new Error('the practice is not shown the record')
  const address = `${server.origin.replace(/^http/, 'ws')}/live/?EIO=4&transport=websocket&record=${patientId}`
  const socket = new WebSocket(address, { headers: { cookie, origin: server.origin } })
  let isListening: () => void = () => {}
  const listening = new Promise<void>(resolve => {
    isListening = resolve
  })
  const closedAt = new Promise<number>((closed, failed) => {
    setTimeout(() => failed(new Error('a page still shows the record after 30 s')), 30_000).unref()
    socket.on('error', failed)
    socket.on('message', data => {
      const text = data.toString()
      if (text.startsWith('0')) socket.send('40')
      else if (text === '2') socket.send('3')
      else if (text.startsWith('42["recordChanged"')) {
        isListening() // the first one says which version there is
        isOpen().then(still => {
          if (!still) closed(performance.now())
        }, failed)
      }
    })
  })
  await Promise.race([listening, closedAt, once(socket, 'close').then(() => failCut())])
  return { socket, closedAt }
}

function failCut(): never {
  throw new Error('a page was cut off')
}
