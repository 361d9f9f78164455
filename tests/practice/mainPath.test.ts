import { expect, test } from 'vitest'
import { aLine, CALLER, NUMBER, sdk, twiml } from './aLine.ts'

test('a caller waits in the queue, is redirected into a conference, and talks with the nurse in her browser', async () => {
  const conference = (label: string) =>
    `<Dial><Conference participantLabel="${label}" endConferenceOnExit="${label === 'lead'}" statusCallback="/conference" statusCallbackEvent="start end join leave">care-1</Conference></Dial>`
  const { line, hub, clock } = await aLine({
    '/voice': twiml(
      '<Say>Thank you for calling.</Say>',
      '<Enqueue waitUrl="/wait">care</Enqueue>',
      '<Say>Still here</Say>',
    ),
    '/wait': twiml('<Say>You are in the queue.</Say>', '<Pause length="20"/>'),
    '/join': twiml(conference('caller'), '<Say>Were we cut off?</Say>'),
    '/nurse': twiml(conference('lead')),
  })
  const nurse = line.softphone('nurse_1')
  const caller = line.phone(CALLER)
  await clock.advance(1_000)

  const nurseSid = await nurse.connect({ callId: 'care-1' })
  await line.settle()
  await sdk(line)
    .calls(caller.sid)
    .update({ url: `${hub.origin}/join`, method: 'POST' })
  await line.settle()
  caller.say('Hello, it is about my wife.')
  nurse.send({ type: 'say', callSid: nurseSid, text: 'Hello, you are through to the nurse.' })
  nurse.send({ type: 'disconnect', callSid: nurseSid })
  await line.settle()

  expect(caller.heard()).toEqual([
    'Thank you for calling.',
    'You are in the queue.',
    'Hello, you are through to the nurse.',
    'Were we cut off?',
  ])
  expect(nurse.heard(nurseSid)).toEqual(['hold music', 'Hello, it is about my wife.'])
  expect(
    hub
      .at('/conference')
      .map(
        one =>
          `${one.form.SequenceNumber} ${one.form.StatusCallbackEvent} ${one.form.ParticipantLabel ?? ''}`,
      )
      .sort(),
  ).toEqual([
    '1 participant-join lead',
    '2 participant-join caller',
    '3 conference-start ',
    '4 participant-leave lead',
    '5 participant-leave caller',
    '6 conference-end ',
  ])
  expect(hub.at('/nurse')[0]?.form).toMatchObject({
    From: 'client:nurse_1',
    callId: 'care-1',
    Direction: 'inbound',
  })
  expect(hub.at('/status').map(one => one.form.CallStatus)).toEqual(['completed'])
  expect(line.checkInvariants()).toEqual([])
  expect(NUMBER).toBe(hub.at('/voice')[0]?.form.To)
})
