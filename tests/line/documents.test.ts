import { describe, expect, test } from 'vitest'
import { starterGuide } from '#server/access/consentGuide.ts'
import { addresses } from '#server/line/addresses.ts'
import { callIdOf } from '#server/line/callIdOf.ts'
import { staticDocuments } from '#server/line/documents.ts'
import * as speak from '#server/line/twiml.ts'
import { LineId } from '#shared/ids.ts'
import { published, TwimlGrammar, twilioData } from '#tests/practice/twilioData.ts'
import { breaches, everyVerb, verbsOf } from '#tests/support/twimlCheck.ts'

const to = addresses({
  // As long as a public name and a folder may sensibly be: the length of a document is checked as well.
  publicUrl: 'https://care-coordination.a-long-hospice-name.example',
  documentsUrl: 'https://documents.a-long-hospice-name.example/care-line',
})
const line = (onCallNumbers: string[]): speak.Line => ({
  lineId: LineId.parse('9b2f0f0e-3f3c-4c62-9d2f-1a2b3c4d5e6f'),
  name: 'the Northern & “Weaver’s” <Care> Line',
  number: '+441632960001',
  onCallNumbers,
})
const LINES = {
  'with two on-call phones': line(['+447700900011', '+447700900012']),
  'with six': line(Array.from({ length: 6 }, (_, i) => `+44770090001${i}`)),
  'without on-call phones': line([]),
}
const place = { lineId: LINES['with six'].lineId, callId: callIdOf('CA1') }

function documentsOf(of: speak.Line): Record<string, string> {
  return {
    'first answer': speak.firstAnswer(of, place, to),
    'key 1': speak.afterChoice('1', false, of, place, to),
    'key 1, withheld': speak.afterChoice('1', true, of, place, to),
    'key 2': speak.afterChoice('2', false, of, place, to),
    'key 2, withheld': speak.afterChoice('2', true, of, place, to),
    'key 9': speak.afterChoice('9', false, of, place, to),
    'no key': speak.afterChoice('', true, of, place, to),
    'on-call talked': speak.afterOnCall(true, place, to),
    'on-call did not': speak.afterOnCall(false, place, to),
    'message left': speak.afterMessage(),
    'caller into the room': speak.callerIntoRoom(of, place, 99_999, to),
    'nurse into the room': speak.nurseIntoRoom(place, 99_999, to),
    'press one': speak.pressOne(to.screened(place), 'A caller is waiting. Press 1.'),
    'go on': speak.goOn(),
    'say and hang up': speak.sayAndHangUp('Good-bye.'),
    ...staticDocuments([of], to),
  }
}
const ALL = Object.entries(LINES).flatMap(([which, of]) =>
  Object.entries(documentsOf(of)).map(([name, document]) => ({ name: `${name}, a line ${which}`, document })),
)

published('every document holds only what the carrier’s grammar knows', () => {
  const grammar = twilioData('twiml-grammar.json', TwimlGrammar)

  const broken = ALL.flatMap(({ name, document }) =>
    breaches(document, grammar).map(breach => `${name}: ${breach}`),
  )

  expect(broken).toEqual([])
})

test('no document is longer than the carrier takes: 64 kB fetched, 4,000 characters where it is passed along', () => {
  const passedAlong = ALL.filter(({ name }) => name.startsWith('caller into the room'))

  expect(ALL.filter(({ document }) => Buffer.byteLength(document) > 64 * 1024)).toEqual([])
  expect(
    passedAlong
      .filter(({ document }) => document.length > 4_000)
      .map(({ name, document }) => [name, document.length]),
  ).toEqual([])
})

test('addresses in what is passed along are whole: the carrier has no page to take them from', () => {
  const hosts = ALL.flatMap(({ document }) => everyVerb(verbsOf(document))).flatMap(verb => [
    ...['action', 'url', 'waitUrl', 'statusCallback', 'recordingStatusCallback'].flatMap(
      name => verb.attributes[name] ?? [],
    ),
    ...(verb.name === 'Redirect' ? [verb.text] : []),
  ])

  expect(hosts.length).toBeGreaterThan(50)
  expect(hosts.filter(address => !/^https:\/\/(care-coordination|documents)\./.test(address))).toEqual([])
})

test('no call is recorded, only a message after a tone, and the consent guide says just that', () => {
  const verbs = ALL.flatMap(({ document }) => everyVerb(verbsOf(document)))
  const recording = verbs.filter(({ name, attributes }) => name === 'Record' || 'record' in attributes)
  const guide = starterGuide.steps.find(({ key }) => key === 'recording')?.say ?? ''

  // `Start` begins a recording, a transcription or a stream; `Dial` and `Conference` have an attribute for it.
  expect(verbs.filter(({ name }) => name === 'Start')).toEqual([])
  expect(new Set(recording.map(({ name, attributes }) => `${name}, tone ${attributes.playBeep}`))).toEqual(
    new Set(['Record, tone true']),
  )
  expect(guide).toContain('What you say to a nurse on the telephone is not recorded.')
  expect(guide).toMatch(/A message is different: .* after the tone is recorded.* A no does not stop that\./)
})

describe('the way to a person is whole from the first answer on', () => {
  test.each(Object.entries(LINES))('%s', (_, of) => {
    const verbs = verbsOf(speak.firstAnswer(of, place, to))

    const names = verbs.map(verb => verb.name)
    const enqueue = verbs.find(verb => verb.name === 'Enqueue')
    // A queue with an action would take the caller away from everything behind it.
    expect([enqueue?.text, enqueue?.attributes.action]).toEqual([`care-${place.callId}`, undefined])
    expect(names).toEqual(
      of.onCallNumbers.length > 0
        ? ['Say', 'Enqueue', 'Gather', 'Say', 'Dial']
        : ['Say', 'Enqueue', 'Gather', 'Say', 'Record'],
    )
    expect(names[0]).toBe('Say') // a silent first verb would leave the phone ringing
  })

  test('who was cut off hears so, waits again without any of us, and has the same way', () => {
    const verbs = verbsOf(speak.callerIntoRoom(LINES['with two on-call phones'], place, 1, to))

    expect(verbs.map(verb => verb.name)).toEqual(['Dial', 'Say', 'Pause', 'Enqueue', 'Gather', 'Say', 'Dial'])
    expect(verbs[0]?.attributes.action).toBeUndefined()
    expect(verbs[3]?.text).toBe(`care-${place.callId}-again`)
  })

  test('the fallback speaks first, rings the on-call phones and takes a message', () => {
    const names = (of: speak.Line) =>
      verbsOf(staticDocuments([of], to)[`fallback-${of.lineId}.xml`] ?? '').map(verb => verb.name)

    expect(names(LINES['with six'])).toEqual([
      ...['Say', 'Say', 'Pause', 'Dial'],
      ...['Say', 'Pause', 'Say', 'Record'],
    ])
    expect(names(LINES['without on-call phones'])).toEqual(['Say', 'Say', 'Pause', 'Say', 'Record'])
  })

  test('no voicemail can take a caller: every on-call phone is connected by a key', () => {
    const documents = staticDocuments([LINES['with six']], to)
    const numbers = [
      documents[`fallback-${LINES['with six'].lineId}.xml`] ?? '',
      speak.firstAnswer(LINES['with six'], place, to),
    ].map(document => everyVerb(verbsOf(document)).filter(verb => verb.name === 'Number'))

    expect(numbers.map(list => list.length)).toEqual([6, 6])
    expect(numbers.map(list => new Set(list.map(verb => verb.attributes.url)))).toEqual([
      new Set([to.document('screen.xml')]),
      new Set([to.screen(place)]),
    ])
    expect(verbsOf(documents['screen.xml'] ?? '').map(verb => verb.name)).toEqual(['Gather', 'Hangup'])
  })

  test('a person who withholds the number and wants to be called back is asked to say it', () => {
    const of = LINES['with six']

    const names = (isWithheld: boolean) =>
      verbsOf(speak.afterChoice('2', isWithheld, of, place, to)).map(verb => verb.name)

    expect([names(true), names(false)]).toEqual([
      ['Say', 'Record'],
      ['Say', 'Hangup'],
    ])
  })
})

test('documents for the queue hold only what a queue’s document may, and the last one leads out', () => {
  const waits = Object.entries(staticDocuments([LINES['with six']], to)).filter(([name]) =>
    name.startsWith('wait-'),
  )
  const names = waits.flatMap(([, document]) => everyVerb(verbsOf(document)).map(verb => verb.name))
  const last = waits.map(([, document]) => verbsOf(document).at(-1)).map(verb => [verb?.name, verb?.text])

  expect(new Set(names)).toEqual(new Set(['Gather', 'Say', 'Redirect', 'Leave']))
  expect(last).toEqual([
    ['Redirect', to.document('wait-2.xml')],
    ['Redirect', to.document('wait-3.xml')],
    ['Leave', ''],
  ])
})

test('every leg of a room carries the same callback and events: who enters first fixes both', () => {
  const conferences = [
    speak.callerIntoRoom(LINES['with six'], place, 3, to),
    speak.nurseIntoRoom(place, 3, to),
  ].flatMap(document => everyVerb(verbsOf(document)).filter(verb => verb.name === 'Conference'))
  const fixed = conferences.map(({ text, attributes }) => [
    text,
    attributes.statusCallback,
    attributes.statusCallbackEvent,
  ])

  expect(fixed[0]).toEqual(fixed[1])
  expect(
    conferences.map(({ attributes }) => [attributes.participantLabel, attributes.endConferenceOnExit]),
  ).toEqual([
    ['caller', 'false'],
    ['lead', 'true'],
  ])
})

test('no document holds a number of a caller or a word about a person', () => {
  const own = new Set(Object.values(LINES).flatMap(of => [of.number, ...of.onCallNumbers]))
  const numbers = ALL.flatMap(({ document }) => document.match(/\+\d{7,}/g) ?? [])

  expect(numbers.filter(number => !own.has(number))).toEqual([])
  expect(
    ALL.filter(({ document }) => /patient|hospice\b(?!-name)|palliative|dying|end of life/i.test(document)),
  ).toEqual([])
})
