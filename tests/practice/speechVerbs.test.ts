import { describe, expect, test } from 'vitest'
import type { Answers } from './aHub.ts'
import { aLine, CALLER, twiml } from './aLine.ts'

const say = (text: string) => `<Say>${text}</Say>`

async function aCall(answers: Answers, options: Parameters<typeof aLine>[1] = {}) {
  const setting = await aLine(answers, options)
  const caller = setting.line.phone(CALLER)
  await setting.line.settle()
  return { ...setting, caller }
}

describe('Say and Play', () => {
  test('a file is heard by its name, tones as tones, each as often as its loop says', async () => {
    const { caller } = await aCall({
      '/voice': twiml(
        '<Play loop="2">https://sounds.example/hold-music.mp3?v=1</Play>',
        '<Play digits="12#"/>',
        '<Say loop="3">Please wait.</Say>',
      ),
    })

    expect(caller.lines().map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'sound: hold-music',
      'sound: hold-music',
      'sound: tones 12#',
      'line: Please wait.',
      'line: Please wait.',
      'line: Please wait.',
    ])
  })

  test('a file takes its time, and what follows comes after it', async () => {
    const { caller, clock } = await aCall(
      { '/voice': twiml('<Play>https://sounds.example/music.mp3</Play>', say('after')) },
      { speechRate: 400, soundMs: 7_000 },
    )
    await clock.advance(6_999)
    const early = caller.heard()
    await clock.advance(1)

    expect([early, caller.heard()]).toEqual([['music'], ['music', 'after']])
  })
})

describe('Record', () => {
  const voice = twiml(
    '<Record timeout="3" finishOnKey="#" action="/recorded" recordingStatusCallback="/recording" recordingStatusCallbackEvent="completed absent"/>',
    say('nothing heard'),
  )

  test('keeps what is said, and what follows it is not reached', async () => {
    const { caller, line, clock, hub } = await aCall({
      '/voice': voice,
      '/recorded': twiml(say('thank you')),
    })
    caller.say('Please ring me about my mother, her breathing has changed.')
    caller.press('#')
    await clock.advance(1_000)

    expect(caller.heard()).toEqual(['beep', 'thank you'])
    expect(hub.at('/recorded')[0]?.form).toMatchObject({ Digits: '#', RecordingDuration: '4' })
    expect(hub.at('/recording')[0]?.form).toMatchObject({
      RecordingStatus: 'completed',
      RecordingSource: 'RecordVerb',
    })
    const url = `${hub.at('/recording')[0]?.form.RecordingUrl}.txt`
    const text = await fetch(url, {
      headers: { authorization: `Basic ${btoa('AC00000000000000000000000000000000:practice-token')}` },
    })
    expect(await text.text()).toBe('Please ring me about my mother, her breathing has changed.')
    expect(line.checkInvariants()).toEqual([])
  })

  test('is over at its longest length, though the caller still speaks', async () => {
    const { caller, clock, hub } = await aCall({
      '/voice': twiml('<Record maxLength="10" timeout="8" action="/recorded"/>'),
      '/recorded': twiml(say('thank you')),
    })
    for (const word of ['One.', 'Two.', 'Three.']) {
      caller.say(word)
      await clock.advance(3_000)
    }
    await clock.advance(999)
    const early = hub.at('/recorded').length
    await clock.advance(1)

    expect([early, hub.at('/recorded').length]).toEqual([0, 1])
    expect(hub.at('/recorded')[0]?.form).not.toHaveProperty('Digits')
    expect(caller.heard()).toEqual(['beep', 'thank you'])
  })

  test('an empty recording goes on to the next instruction and is told as absent', async () => {
    const { caller, clock, hub } = await aCall({ '/voice': voice })
    await clock.advance(4_000)

    expect(caller.heard()).toEqual(['beep', 'nothing heard'])
    expect(hub.at('/recording')[0]?.form).toMatchObject({ RecordingStatus: 'absent', ErrorCode: '16102' })
    expect(hub.at('/recorded')).toEqual([])
  })

  test('a caller who speaks and hangs up has left a message', async () => {
    const { caller, line, clock, hub } = await aCall({ '/voice': voice })
    caller.say('It is urgent')
    caller.hangUp()
    await clock.advance(1_000)
    await line.settle()

    expect(hub.at('/recorded')[0]?.form).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' })
    expect(hub.at('/recording')[0]?.form.RecordingStatus).toBe('completed')
  })

  test('a caller who hangs up at the beep leaves a recording that is too short', async () => {
    const { caller, line, hub } = await aCall({ '/voice': voice })
    caller.hangUp()
    await line.settle()

    expect(hub.at('/recording')[0]?.form).toMatchObject({ RecordingStatus: 'absent', ErrorCode: '16101' })
  })
})
