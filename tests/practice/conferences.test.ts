import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conference, Participant } from '#server/practice/core/conference.ts'
import { change, end, hearersOf, join, leave, newConference } from '#server/practice/core/conference.ts'
import type { PracticeLine } from '#server/practice/lineOptions.ts'
import { PRACTICE_API, PracticeState } from '#shared/practice.ts'
import { aLine, CALLER, NUMBER, sdk, twiml } from './aLine.ts'

const room = (label: string, more = '', events = 'start end join leave mute hold modify announcement') =>
  `<Dial><Conference participantLabel="${label}" statusCallback="/room-${label}" statusCallbackEvent="${events}" ${more}>care</Conference></Dial>`

async function aTalk(answers: Record<string, string> = {}, nurse = 'endConferenceOnExit="true"') {
  const setting = await aLine({
    '/voice': twiml(room('caller'), '<Say>cut off?</Say>'),
    '/nurse': twiml(room('lead', nurse), '<Say>after</Say>'),
    ...answers,
  })
  const caller = setting.line.phone(CALLER)
  await setting.line.settle()
  const nurse1 = setting.line.softphone('nurse_1')
  const nurseSid = await nurse1.connect({})
  await setting.line.settle()
  const say = (text: string) => nurse1.send({ type: 'say', callSid: nurseSid, text })
  const told = () =>
    setting.hub
      .at('/room-caller')
      .map(one => one.form)
      .sort((a, b) => Number(a.SequenceNumber) - Number(b.SequenceNumber))
  return { ...setting, caller, nurse: nurse1, nurseSid, say, told, client: sdk(setting.line) }
}

/** What the handset page is told of the talks of a telephone's newest call. */
async function talksOf(line: PracticeLine, phone: string) {
  const state = PracticeState.parse(await (await fetch(`${line.origin}${PRACTICE_API}/state`)).json())
  return state.calls.find(call => call.phone === phone)?.talks
}

describe('a handset is joined with a person', () => {
  test('from the moment both are in the conference, before a word is said, until one of them is gone', async () => {
    const { line, nurse, nurseSid } = await aTalk() // line 1 is the hold music
    const silent = await talksOf(line, CALLER)
    nurse.send({ type: 'say', callSid: nurseSid, text: 'This is the nurse.' })
    await line.settle()
    nurse.send({ type: 'disconnect', callSid: nurseSid })
    await line.settle()

    expect([silent, await talksOf(line, CALLER)]).toEqual([
      [{ after: 1, name: 'lead' }],
      [{ after: 1, until: 2, name: 'lead' }],
    ])
  })

  test('not while it waits alone in the conference', async () => {
    const { line } = await aLine({ '/voice': twiml(room('caller')) })
    line.phone(CALLER)
    await line.settle()

    expect(await talksOf(line, CALLER)).toEqual([])
  })

  test('when a telephone that was dialled has answered', async () => {
    const ON_CALL = '+447700900001'
    const { line } = await aLine({
      '/voice': twiml(`<Dial callerId="${NUMBER}"><Number>${ON_CALL}</Number></Dial>`),
    })
    const caller = line.phone(CALLER)
    const rung = await line.handset(ON_CALL).waitForRing()
    const ringing = await talksOf(line, CALLER)
    rung.answer()
    await line.settle()
    const talking = await Promise.all([talksOf(line, CALLER), talksOf(line, ON_CALL)])
    caller.hangUp()
    await line.settle()

    expect([ringing, talking, await talksOf(line, ON_CALL)]).toEqual([
      [],
      [[{ after: 1 }], [{ after: 0 }]],
      [{ after: 0, until: 0 }],
    ])
  })
})

describe('a conference', () => {
  test('is told of only where its first participant wished, numbered without a gap', async () => {
    const { hub, told, nurse, nurseSid, line } = await aTalk()
    nurse.send({ type: 'disconnect', callSid: nurseSid })
    await line.settle()

    expect(hub.at('/room-lead')).toEqual([])
    expect(
      told().map(f => `${f.SequenceNumber} ${f.StatusCallbackEvent} ${f.ParticipantLabel ?? ''}`),
    ).toEqual([
      '1 participant-join caller',
      '2 participant-join lead',
      '3 conference-start ',
      '4 participant-leave lead',
      '5 participant-leave caller',
      '6 conference-end ',
    ])
    expect(told()[5]).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      CallSidEndingConference: nurseSid,
      ParticipantLabelEndingConference: 'lead',
    })
    expect(told()[4]?.ReasonParticipantLeft).toBe('moderator_ended_conference')
  })

  test('takes a label once: the second lead is refused and goes on with the next instruction', async () => {
    const { line, client } = await aTalk()
    const other = line.softphone('nurse_2')
    const sid = await other.connect({})
    await line.settle()

    expect(other.heard(sid)).toEqual(['after'])
    expect((await client.monitor.v1.alerts.list()).map(alert => alert.errorCode)).toContain('16025')
    expect((await client.conferences('care').participants.list()).map(p => p.label)).toEqual([
      'caller',
      'lead',
    ])
  })

  test('holds the caller with a document, and lets nobody hear him meanwhile', async () => {
    const { caller, nurse, nurseSid, say, line, hub, client, told } = await aTalk({
      '/hold': twiml('<Say>One moment.</Say>', '<Pause length="20"/>'),
    })
    await client
      .conferences('care')
      .participants('caller')
      .update({ hold: true, holdUrl: `${hub.origin}/hold` })
    await line.settle()
    caller.say('Are you there?')
    say('He is on hold.')
    await client.conferences('care').participants('caller').update({ hold: false })
    say('Back again.')

    expect(caller.heard()).toEqual(['hold music', 'One moment.', 'Back again.'])
    expect(nurse.heard(nurseSid)).toEqual([])
    expect(told().map(f => f.StatusCallbackEvent)).toEqual(
      expect.arrayContaining(['participant-hold', 'participant-unhold']),
    )
    expect(line.checkInvariants()).toEqual([])
  })

  test('mutes, whispers, announces and adds a third by REST', async () => {
    const { caller, nurse, nurseSid, say, line, hub, client } = await aTalk({
      '/announce': twiml('<Say>This call is recorded.</Say>'),
    })
    const gp = line.handset('+447700900009')
    gp.setHabit('answer')
    const added = await client
      .conferences('care')
      .participants.create({ to: gp.number, from: NUMBER, label: 'gp' })
    await line.settle()
    await client
      .conferences('care')
      .participants(added.callSid)
      .update({ coaching: true, callSidToCoach: nurseSid })
    gp.calls()[0]?.say('Only for the nurse.')
    await client.conferences('care').participants('lead').update({ muted: true })
    say('Nobody hears this.')
    await client.conferences('care').update({ announceUrl: `${hub.origin}/announce` })
    await line.settle()

    expect(caller.heard()).toEqual(['hold music', 'ringing', 'This call is recorded.'])
    expect(nurse.heard(nurseSid)).toEqual(['ringing', 'Only for the nurse.', 'This call is recorded.'])
    expect(hub.at('/room-caller').map(one => one.form.StatusCallbackEvent)).toContain('announcement-end')
  })

  test('lets go of a lead who gave up the right to end it: the caller stays, alone and unheard', async () => {
    const { caller, nurse, nurseSid, line, client } = await aTalk()
    await client.conferences('care').participants('lead').update({ endConferenceOnExit: false })
    nurse.send({ type: 'disconnect', callSid: nurseSid })
    await line.settle()

    expect(caller.heard()).toEqual(['hold music'])
    expect((await client.conferences.list({ friendlyName: 'care', status: 'in-progress' })).length).toBe(1)
  })

  test('somebody who cannot be reached is told of as not added', async () => {
    const { line, client, told } = await aTalk()
    line.handset('+447700900009').setHabit('busy')
    await client.conferences('care').participants.create({ to: '+447700900009', from: NUMBER, label: 'gp' })
    await line.settle()

    expect(told().at(-1)).toMatchObject({
      StatusCallbackEvent: 'participant-leave',
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: 'busy',
    })
  })

  test('removing somebody sends a called-in leg home and a document on to its next instruction', async () => {
    const { caller, line, client, told } = await aTalk()
    await client.conferences('care').participants('caller').remove()
    await line.settle()

    expect(caller.heard()).toEqual(['hold music', 'cut off?'])
    expect(told().find(f => f.StatusCallbackEvent === 'participant-leave')?.ReasonParticipantLeft).toBe(
      'participant_updated_via_api',
    )
  })

  test('a wait document may not gather, and then the conference never starts', async () => {
    const setting = await aLine({
      '/voice': twiml(room('caller', 'waitUrl="/wait"')),
      '/wait': twiml('<Gather/>'),
      '/nurse': twiml(room('lead')),
    })
    setting.line.phone(CALLER)
    await setting.line.settle()
    await setting.line.softphone('nurse_1').connect({})
    await setting.line.settle()
    const client = sdk(setting.line)

    expect((await client.monitor.v1.alerts.list()).map(alert => alert.errorCode)).toContain('13238')
    expect((await client.conferences.list())[0]?.status).toBe('init')
  })

  test('is refused beyond the number of legs the account may have', async () => {
    const { line } = await aLine(
      { '/voice': twiml(room('caller'), '<Say>no room</Say>') },
      { concurrencyLimit: 0 },
    )
    const caller = line.phone(CALLER)
    await line.settle()

    expect(caller.heard()).toEqual(['no room'])
  })

  test('records what is said in it, and tells when it is over', async () => {
    const { caller, nurse, nurseSid, line, hub, clock } = await aTalk({
      '/voice': twiml(room('caller', 'record="record-from-start" recordingStatusCallback="/recording"')),
    })
    caller.say('Can you hear me?')
    caller.hangUp()
    await line.settle()
    nurse.send({ type: 'disconnect', callSid: nurseSid })
    await clock.advance(1_000)

    expect(hub.at('/recording')[0]?.form).toMatchObject({
      RecordingSource: 'Conference',
      RecordingStatus: 'completed',
    })
  })
})

describe('the rules of a conference', () => {
  const who = (n: number): Participant => ({
    callSid: `CA${String(n).padStart(32, '0')}`,
    label: n % 3 === 0 ? undefined : `l${n % 4}`,
    muted: false,
    hold: false,
    startsConference: n % 2 === 0,
    endsConference: n % 5 === 0,
    joinedAt: 0,
  })
  const act = fc.record({ what: fc.constantFrom('join', 'leave', 'hold', 'mute', 'end'), n: fc.nat(7) })

  test('hold through any order of coming, going, holding and muting', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), acts => {
        let state: Conference = newConference('CF', 'care', 0)
        let started = 0
        for (const { what, n } of acts) {
          const { callSid } = who(n)
          if (what === 'join' && state.participants.some(p => p.callSid === callSid)) continue
          const step =
            what === 'join'
              ? join(state, who(n), 0)
              : what === 'leave'
                ? leave(
                    state,
                    callSid,
                    { reason: 'participant_hung_up', callStatus: 'completed', wasRemoved: false },
                    0,
                  )
                : what === 'end'
                  ? end(state, 0)
                  : change(state, callSid, what === 'hold' ? { hold: true } : { muted: true }, 0)
          if (typeof step === 'number') continue
          state = step.conference
          started += step.happened.filter(h => h.event === 'conference-start').length
          const labels = state.participants.flatMap(p => p.label ?? [])
          expect(new Set(labels).size).toBe(labels.length)
          expect(started).toBeLessThanOrEqual(1)
          if (state.status === 'completed') expect(state.participants).toEqual([])
          for (const p of state.participants) expect(hearersOf(state, p.callSid)).not.toContain(p.callSid)
        }
      }),
    )
  })
})
