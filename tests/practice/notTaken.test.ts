import { expect, test } from 'vitest'
import { realClock } from '#server/practice/clock.ts'
import { type PlayEvent, playScript } from '#server/practice/playScript.ts'
import { connectToLine } from '#server/practice/remoteLine.ts'
import type { ScriptStep } from '#shared/callScript.ts'
import type { Answers } from './aHub.ts'
import { aLine, MOBILE_NUMBER, NUMBER, twiml } from './aLine.ts'

const CALLER = '+447700900112'
const NURSE = '+447700900901'
const STEPS: ScriptStep[] = [
  { do: 'waitForPerson', seconds: 20 },
  { do: 'say', text: 'He can’t settle.' },
  { do: 'hangUp' },
]

/** What joins a nurse, who rings from her own telephone, to the caller. */
const RINGS_THEM = twiml(`<Dial><Number>${CALLER}</Number></Dial>`)

async function playing(documents: Answers) {
  const { line } = await aLine(documents, { clock: realClock() })
  const remote = await connectToLine(line.origin)
  const told: PlayEvent[] = []
  const options = { quietFor: 0.05, thinksFor: 0.01 }
  const played = playScript(
    remote,
    { from: CALLER, to: NUMBER, steps: STEPS },
    event => told.push(event),
    options,
  )
  const kinds = () => told.map(({ kind }) => kind)
  return { line, played, told, kinds, close: () => remote.close() }
}

const MENU = twiml(
  '<Gather numDigits="1" action="/pressed" timeout="30"><Say>To leave a message, press 1. To be called back, press 2. Or stay on the line.</Say></Gather>',
)

test('a scripted caller whom nobody takes asks to be rung back, picks up, and goes on with what they have to say', async () => {
  const { line, played, kinds, close } = await playing({
    '/voice': ({ form }) => (form.To === MOBILE_NUMBER ? RINGS_THEM : MENU),
    '/pressed': twiml('<Say>We ring you back.</Say>', '<Hangup/>'),
  })
  await expect.poll(kinds).toContain('asksToBeRung')

  const nurse = line.phone(NURSE, MOBILE_NUMBER)
  await expect.poll(kinds).toContain('rungBack')
  nurse.say('Hello, you rang us.')

  expect(await played).toBe(true)
  expect(kinds().filter(kind => ['waiting', 'asksToBeRung', 'rungBack', 'finished'].includes(kind))).toEqual([
    'asksToBeRung',
    'rungBack',
    'finished',
  ])
  close()
})

test('where a line ends the call with nobody on it, that is said, and what to do about it', async () => {
  const { played, told, kinds, close } = await playing({
    '/voice': twiml('<Pause length="1"/>', '<Hangup/>'),
  })

  expect(await played).toBe(false)
  expect(kinds()).toContain('waiting')
  expect(told.find(({ kind }) => kind === 'failed')).toMatchObject({
    because: expect.stringContaining('Ready for calls'),
  })
  close()
})
