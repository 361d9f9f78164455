import { expect, test } from 'vitest'
import { realClock } from '#server/practice/clock.ts'
import { codeAskedFor } from '#server/practice/core/asksFor.ts'
import { NOTHING_GIVEN, replyTo } from '#server/practice/core/replies.ts'
import type { PracticeLine } from '#server/practice/lineOptions.ts'
import { playPhones } from '#server/practice/playPhones.ts'
import { readScript, scriptNames } from '#server/practice/readScript.ts'
import { connectToLine } from '#server/practice/remoteLine.ts'
import { ScriptPhone } from '#shared/callScript.ts'
import { PRACTICE_API, PracticeState, Scene } from '#shared/practice.ts'
import { aLine, MOBILE_NUMBER, sdk, twiml } from './aLine.ts'

const KNOWN = {
  answers: [
    { asked: ['date of birth', 'born'], says: ['In March.', 'In March, I said.'] },
    { asked: ['wójcik'], says: ['Tak.'] },
    { asked: ['pain'], says: ['Eight.'] },
  ],
  otherwise: ['I do not know.'],
}

test.each([
  ['What is his DATE of birth?', 'In March.'],
  ['When was he born, and has he pain?', 'In March. Eight.'],
  ['Mrs Wojcik?', 'Tak.'],
  ['He is painful to watch, stubborn', undefined],
  ['Who won the cricket?', 'I do not know.'],
  ['I am still here.', undefined],
])('a scripted caller, asked “%s”, says: %s', (words, says) => {
  expect(replyTo(words, KNOWN, NOTHING_GIVEN)?.says).toBe(says)
})

// The direct question is what a nurse learns here: however she puts it, it is answered.
test.each([
  ['Third of July', ['When was she born?', 'What is her date of birth?', 'And her birthday?']],
  [
    'Nineteen Spinners Way',
    ['What is the address?', 'Where are you now?', 'Can you tell me where you live?'],
  ],
  ['Her husband', ['Who am I speaking to?', 'What’s your name?', 'Who is this?', 'What do I call you?']],
  [
    'I’ve thought of it',
    [
      'Are you thinking of ending your life?',
      'Are you thinking about suicide?',
      'Are you feeling suicidal?',
      'Do you mean to kill yourself?',
      'Are you going to take your own life?',
      'Have you thought of harming yourself?',
      'Might you do something to yourself?',
      'Do you want to die, Mo?',
      'When you say something stupid, what is that?',
    ],
  ],
  ['bottle’s in the kitchen', ['Do you have a plan?', 'Have you thought about how?', 'How would you do it?']],
  ['quarter of an hour away', ['Is anybody with you?', 'Are you on your own?', 'Who’s with you tonight?']],
  ['Above the kettle', ['Where is the morphine?', 'Where are the tablets?', 'Could you put it away?']],
  ['like water', ['What is the noise like?', 'Is there a gurgling?', 'How is her breathing?']],
  ['You promise?', ['She is not in pain.', 'It does not distress her.', 'She isn’t drowning, Mo.']],
  ['Three nights', ['I am so sorry.', 'That sounds very hard.', 'When did you last sleep?']],
  ['Don’t go', ['I will stay on with you.', 'I’m here.', 'I am not going anywhere.']],
  ['not lying', ['They cannot come.', 'Nobody has said yes.', 'I am asking another team.']],
  ['back door', ['The doctor is on his way.', 'She has accepted.', 'Somebody is coming.']],
])('Mo, who is in despair, says “%s” however it is asked', (says, wordings) => {
  const mo = readScript('s10-despair')
  for (const words of wordings) expect(replyTo(words, mo, NOTHING_GIVEN)?.says, words).toContain(says)
})

test('a scripted caller who is asked again says so, and is at the end of their words sooner than the nurse', () => {
  const said: (string | undefined)[] = []
  let given = NOTHING_GIVEN
  for (const words of ['Born?', 'Born?', 'Born?', 'And the weather?', 'And the weather?']) {
    const reply = replyTo(words, KNOWN, given)
    said.push(reply?.says)
    given = reply?.given ?? given
  }

  expect(said).toEqual(['In March.', 'In March, I said.', 'In March, I said.', 'I do not know.', undefined])
})

test.each([
  ['Task 4F7, urgency 2, by 03:10. Reply ACCEPT 4F7 or DECLINE 4F7. Texts only', '4F7'],
  ['Reply ACCEPT 9C3K or DECLINE 9C3K', '9C3K'],
  ['Task 4F7 is withdrawn. Please do not go.', undefined],
])('of the text “%s” a colleague of a scene answers with the code %s', (text, code) => {
  expect(codeAskedFor(text)).toBe(code)
})

test('every scene of the house can be read, and asks nobody to ring who is not there', () => {
  for (const name of scriptNames())
    for (const { script } of readScript(name).alsoCalls) expect(scriptNames()).toContain(script)
  expect(
    scriptNames()
      .filter(name => /^s\d\d-/.test(name))
      .map(name => name.slice(0, 3)),
  ).toEqual(['s01', 's02', 's03', 's04', 's05', 's06', 's06', 's06', 's07', 's07', 's08', 's09', 's10'])
})

const phone = (given: Partial<ScriptPhone>) =>
  ScriptPhone.parse({ who: 'Lindsay', number: '07700 900923', does: 'accepts', afterSeconds: 0.01, ...given })
const OFFER = 'Task 4F7, urgency 2, by 03:10. Reply ACCEPT 4F7 or DECLINE 4F7. Texts only'
const bySelf = { clock: realClock() }

test('colleagues of a scene answer a text as it says, once, and are silent where it says so', async () => {
  const { line, hub } = await aLine({ '/sms': twiml() }, bySelf)
  const remote = await connectToLine(line.origin)
  const told: string[] = []
  const putDown = playPhones(
    remote,
    [
      phone({}),
      phone({ number: '07700 900924', does: 'declines' }),
      phone({ number: '07700 900925', does: 'silent' }),
      phone({ number: '07700 900926', by: 'key' }),
    ],
    (who, says) => told.push(`${who} ${says}`),
  )
  const ask = (to: string, body = OFFER) => sdk(line).messages.create({ from: MOBILE_NUMBER, to, body })
  for (const last of ['5', '6', '3', '4']) await ask(`+44770090092${last}`)
  await ask('+447700900923', 'Task 4F7 is yours. Open it before you go')
  const heard = () => hub.at('/sms').map(({ form }) => `${form.From} ${form.Body}`)
  await expect.poll(() => heard().length).toBe(2)
  await line.settle()
  putDown()
  remote.close()

  expect(heard().toSorted()).toEqual(['+447700900923 ACCEPT 4F7', '+447700900924 DECLINE 4F7'])
  expect(told.toSorted()).toEqual(['Lindsay texts “ACCEPT 4F7”', 'Lindsay texts “DECLINE 4F7”'])
})

test('a colleague who answers by key picks up the ring and presses when it has said which', async () => {
  const menu = twiml(
    '<Gather numDigits="1" action="/pressed" timeout="30"><Say>There is a task. Press 1 to accept it.</Say></Gather>',
  )
  const { line, hub } = await aLine({ '/ring': menu, '/pressed': twiml('<Hangup/>') }, bySelf)
  const remote = await connectToLine(line.origin)
  const putDown = playPhones(remote, [phone({ by: 'key', does: 'declines' })], () => {})
  await sdk(line).calls.create({ from: MOBILE_NUMBER, to: '+447700900923', url: `${hub.origin}/ring` })
  await expect.poll(() => hub.at('/pressed').map(({ form }) => form.Digits)).toEqual(['2'])
  putDown()
  remote.close()
})

const scene = async (line: PracticeLine, where: string) => {
  const answer = await fetch(`${line.origin}${PRACTICE_API}/scenes/${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const state = async (line: PracticeLine) =>
  PracticeState.parse(await (await fetch(`${line.origin}${PRACTICE_API}/state`)).json())

test('the page lets a scripted caller ring, one at a time, and takes the handset over without ending the call', async () => {
  const { line } = await aLine({ '/voice': twiml('<Say>Please wait.</Say>', '<Pause length="60"/>') }, bySelf)
  const begun = await scene(line, 's09-child/begin')
  const twice = await scene(line, 's09-child/begin')
  const refused = await Promise.all([scene(line, 'nobody/begin'), scene(line, 's09-child/sing')])
  const now = async () => (await state(line)).scenes.find(({ name }) => name === 's09-child')
  await expect.poll(async () => (await now())?.sids.length).toBe(1)
  await scene(line, 's09-child/stop')
  await expect.poll(async () => (await now())?.state).toBe('over')
  const { calls } = await state(line)

  expect(Scene.parse(begun.body)).toMatchObject({
    name: 's09-child',
    state: 'playing',
    title: expect.stringMatching(/^S9/),
  })
  expect([twice.status, ...refused.map(({ status }) => status)]).toEqual([409, 404, 404])
  expect(calls).toMatchObject([{ phone: '+441134960170', status: 'in-progress' }])
  expect((await scene(line, 's09-child/begin')).status).toBe(200)
})
