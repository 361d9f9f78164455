import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toE164 } from '#server/practice/core/withheld.ts'
import { playScript } from '#server/practice/playScript.ts'
import { connectToLine } from '#server/practice/remoteLine.ts'
import { CallScript, type ScriptStep } from '#shared/callScript.ts'
import { routes } from '#shared/routes.ts'
import { secondsBetween } from '#shared/time.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// The callers that come with the house (`npm run call`), played against the documents that the house really gives: a sentence that
// is changed in one of them and waited for in the other is found here.
const FOLDER = join(import.meta.dirname, '..', '..', 'server', 'practice', 'scripts')
const SCRIPTS = readdirSync(FOLDER).map(file => file.replace('.json', ''))
const shipped = (name: string) =>
  CallScript.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')))

let house: LineHouse
let nurse: Nurse
beforeAll(async () => {
  house = await lineHouse()
  nurse = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

/** Rings as the script says. Its pauses for effect are shortened; what it waits for is waited for as long as it says. */
async function play(
  steps: ScriptStep[],
  from: string,
  known: Pick<CallScript, 'answers' | 'otherwise'> = { answers: [], otherwise: [] },
): Promise<string[]> {
  const failed: string[] = []
  before = await calls()
  const line = await connectToLine(house.phone.origin)
  const shortened = steps.map(step => (step.do === 'wait' ? { ...step, seconds: step.seconds / 20 } : step))
  await playScript(
    line,
    { from: from === 'withheld' ? from : toE164(from), to: house.numberOf(1), steps: shortened, ...known },
    event => {
      if (event.kind === 'failed') failed.push(`step ${event.n}: ${event.because}`)
    },
    { thinksFor: 0.1 },
  )
  line.close()
  return failed
}

let before: string[] = []
async function calls(): Promise<string[]> {
  const { db } = house.database
  const rows = await db.run(db.sql<{ id: string }[]>`select id from calls`)
  return rows.map(({ id }) => id)
}

/**
 * The call that was played last and what is owed for it, once it has ended and is settled. It is the one that was not there before:
 * the carrier says when a call began by the second, so two may have begun at once.
 */
async function theCall() {
  await house.phone.settle() // the last words of the carrier may come after the caller has gone
  await until(async () => house.house.line.spool.count() === 0) // and go by the spool
  const { db } = house.database
  const rows = () =>
    db.run(db.sql<Record<string, string | number | null>[]>`
      select calls.state, calls.from_number, calls.facts #>> '{callerEnded,at}' as ended, tasks.id as task, tasks.kind,
             tasks.taken_by, tasks.due_at, tasks.seconds, tasks.state as task_state, calls.facts #>> '{pressed,at}' as pressed
      from calls
      left join tasks on tasks.call_id = calls.id
      where calls.id <> all(${before}::uuid[])`)
  return until(async () => (await rows()).find(row => row.ended !== null))
}

/** Answers whoever waits, says who she is, and hangs up when the caller has said the last word of the script. All that she heard. */
async function answerAs(last: string, says = 'This is the nurse.'): Promise<string[]> {
  const { callId } = await nurse.waitForCall(call => call.claimedBy === null && call.endedAt === null)
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  const sid = await softphone.connect({ callId })
  await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
  softphone.send({ type: 'say', callSid: sid, text: says } as never)
  await until(async () => softphone.heard(sid).some(words => words.includes(last)))
  await nurse.ask(routes.endCall, { params: { callId }, body: {} })
  const { identity: who, notes } = await nurse.detail(callId)
  await nurse.ask(routes.closeCall, {
    params: { callId },
    body: {
      kind: 'non_clinical',
      commandId: aCommand(),
      epoch: who.epoch,
      notesRevision: notes.revision,
      call: 'test_call',
      note: '',
    },
  })
  const heard = softphone.heard(sid)
  softphone.close()
  return heard
}

test('every script that is shipped is played here', () => {
  const scenes = SCRIPTS.filter(name => /^s\d\d-/.test(name))
  expect(SCRIPTS.filter(name => !scenes.includes(name)).toSorted()).toEqual([
    'callback',
    'hangs-up',
    'night',
    'silent',
    'voicemail',
    'withheld',
  ])
  expect(scenes).toEqual(SCENES.map(([name]) => name))
})

// What a nurse asks in each scene, and a part of what is answered. The whole of the words is the script's own.
const SCENES = [
  ['s01-pain', 'How much of the liquid, and when?', 'half past one'],
  ['s02-death', 'Is she breathing?', 'slower and slower'],
  ['s03-ambulance', 'Have you the form there?', 'in my hand'],
  ['s04-neighbour', 'Which Ron is it, what is his surname?', 'Pickersgill'],
  ['s05-taxi', 'This is the care line.', 'Wrong number'],
  ['s06-district-nurse', 'Is there any risk of harm?', 'No emergency'],
  ['s06-elsie', 'What is your date of birth?', 'sixty-two'],
  ['s06-sister', 'I cannot say whether we know anybody.', 'something to say'],
  ['s07-son', 'What did he say he wanted?', 'I know what he said'],
  ['s07-wife', 'Has he passed urine?', 'not since noon'],
  ['s08-interpreter', 'Is it her chest?', 'Gardło'],
  ['s09-child', 'Is there a grown-up with you?', 'only Nana'],
  ['s10-despair', 'Are you thinking of killing yourself?', 'I would not leave her'],
] as const

test('a nurse who asks as she answers hears first why they ring, and not that they do not know', async () => {
  const { steps, from, answers, otherwise } = shipped('s01-pain')
  const [failed, heard] = await Promise.all([
    play(steps, from ?? '', { answers, otherwise }),
    answerAs('given the liquid twice', 'Hello, this is the nurse. Whom are you ringing about?'),
  ])

  expect(failed).toEqual([])
  expect(heard.join(' ')).not.toContain('don’t know')
})

test.each(SCENES)(
  '%s: asked “%s”, its caller answers, and does not fail when the nurse ends the call early',
  async (name, asks, says) => {
    const { steps, from, answers, otherwise } = shipped(name)
    const [failed] = await Promise.all([
      play(steps, from ?? '', { answers, otherwise }),
      answerAs(says, asks),
    ])

    expect(failed).toEqual([])
    expect(await theCall()).toMatchObject({ state: 'closed', task: null })
  },
)

test.each(['night', 'silent', 'withheld'])(
  '%s: reaches a nurse, says all of it, and is closed',
  async name => {
    const { steps, from } = shipped(name)
    const last = steps.findLast(step => step.do === 'say')

    const [failed] = await Promise.all([
      play(steps, from ?? ''),
      answerAs(last?.do === 'say' ? last.text : ''),
    ])

    expect(failed).toEqual([])
    expect(await theCall()).toMatchObject({
      state: 'closed',
      task: null,
      fromNumber: name === 'withheld' ? null : expect.stringMatching(/^\+447700900/),
    })
  },
)

test('voicemail: becomes a message that the desk owes to hear within five minutes of its end', async () => {
  const { steps, from } = shipped('voicemail')

  expect(await play(steps, from ?? '')).toEqual([])

  const call = await theCall()
  expect(call).toMatchObject({ state: 'voicemail', kind: 'hear_voicemail', takenBy: null, taskState: 'open' })
  // The task is there from the key on, before the message has ended.
  const due = secondsBetween(String(call.ended), new Date(String(call.dueAt)).toISOString())
  expect([due > 280, due <= 300]).toEqual([true, true])
})

test('callback: becomes a call that the desk owes within ten minutes of the key', async () => {
  const { steps, from } = shipped('callback')

  expect(await play(steps, from ?? '')).toEqual([])

  const call = await theCall()
  expect(call).toMatchObject({
    state: 'callback_requested',
    kind: 'call_back_requested',
    fromNumber: '+447700900162',
    takenBy: null,
  })
  expect(secondsBetween(String(call.pressed), new Date(String(call.dueAt)).toISOString())).toBe(600)
})

test('hangs-up: becomes a call that the desk owes within two minutes', async () => {
  const { steps, from } = shipped('hangs-up')

  expect(await play(steps, from ?? '')).toEqual([])

  const call = await theCall()
  expect(call).toMatchObject({ state: 'abandoned', kind: 'call_back_abandoned', takenBy: null })
  expect(secondsBetween(String(call.ended), new Date(String(call.dueAt)).toISOString())).toBe(120)
})

test('a caller who asks for the beep and stays silent is owed the same, and whoever wants to hear it is told to ring', async () => {
  const steps = shipped('voicemail').steps.filter(step => step.do !== 'say' && step.do !== 'wait')
  const silent = steps.filter(step => !(step.do === 'press' && step.digits === '#'))

  expect(await play(silent, '07700 900156')).toEqual([])

  const call = await theCall()
  expect(call).toMatchObject({ state: 'voicemail', kind: 'hear_voicemail', fromNumber: '+447700900156' })
  const said = await nurse.ask(routes.voicemail, { params: { taskId: String(call.task) as never } })
  expect(said).toEqual({
    kind: 'not_ready',
    because: 'The message is silent, or is still on its way. Ring back without waiting for it.',
  })
})
