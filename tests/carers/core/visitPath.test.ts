import { describe, expect, test } from 'vitest'
import { admit } from '#server/carers/core/admit.ts'
import { carerWords } from '#server/carers/core/carerWords.ts'
import { closesAt, linkState } from '#server/carers/core/linkState.ts'
import { sayVisit } from '#server/carers/core/sayVisit.ts'
import { visitPath } from '#server/carers/core/visitPath.ts'
import { changeOf, changeText, stillText } from '#server/carers/core/visitTexts.ts'
import { transition } from '#server/dispatch/core/teamTask.ts'
import { begin, type TeamTaskEvent, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { StaffId, TeamId, TeamTaskId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

// What a carer is told at each moment of a visit: the truth, also where it is that nobody comes yet.
const AT = '2026-11-23T02:00:00.000Z'
const later = (minutes: number) => plusSeconds(AT, minutes * 60)
const by = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000001'), name: 'Nurse' }
const goer = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000002'), name: 'Goer' }
const teamId = (n: number) => TeamId.parse(`00000000-0000-4000-8000-00000000010${n}`)
const raised: TeamTaskFacts = begin({
  kind: 'raised',
  at: AT,
  by,
  work: {
    kind: 'symptom_visit',
    urgency: 'U2',
    skills: [],
    why: 'x',
    dueAt: later(120),
    first: null,
    code: null,
  },
})
const offered = (offer: number, minutes: number): TeamTaskEvent => ({
  kind: 'offered',
  at: later(minutes),
  offer,
  teamId: teamId(offer),
  team: 'Night nursing',
  to: [goer],
  by: null,
  until: later(minutes + 10),
})
const so = (...events: TeamTaskEvent[]): TeamTaskFacts =>
  events.reduce((facts, event) => {
    const move = transition(facts, event)
    if (move.kind === 'ignored') throw new Error(move.because)
    return move.facts
  }, raised)
const accepted: TeamTaskEvent[] = [offered(1, 1), { kind: 'accepted', at: later(4), offer: 1, by: goer }]
const setOut = (minutes: number, expected: number | null): TeamTaskEvent => ({
  kind: 'set_out',
  at: later(minutes),
  by: goer,
  expectedAt: expected === null ? null : later(expected),
})
const declined: TeamTaskEvent = {
  kind: 'declined',
  at: later(3),
  offer: 1,
  by: goer,
  reason: 'no_capacity',
  words: null,
}

describe('how it stands', () => {
  test.each([
    ['nobody asked yet', so(), 'asking'],
    ['somebody asked', so(offered(1, 1)), 'asking'],
    ['one said no', so(offered(1, 1), declined), 'asking_next'],
    ['nobody left', so({ kind: 'nobody_left', at: later(5), lookAt: later(15) }), 'nobody_yet'],
    ['accepted', so(...accepted), 'accepted'],
    ['on the way', so(...accepted, setOut(10, 30)), 'on_the_way'],
    ['there', so(...accepted, { kind: 'arrived', at: later(30), by: goer }), 'there'],
    ['at the door', so(...accepted, { kind: 'no_access', at: later(30), by: goer, words: 'x' }), 'at_door'],
    [
      'handed on',
      so(...accepted, { kind: 'handed_on', at: later(20), by: goer, because: 'x' }),
      'asking_again',
    ],
    ['stood down', so({ kind: 'stood_down', at: later(9), by, words: 'x' }), 'not_coming'],
    ['settled', so({ kind: 'settled', at: later(9), by, words: 'x' }), 'settled'],
  ] as const)('%s', (_, facts, now) => {
    expect(visitPath(facts, later(40)).now).toBe(now)
  })

  test('the time of whoever is on the way is said, and no other beside it', () => {
    const link = { language: 'en' as const, agreed: [], expiresAt: later(600), phones: 1 }
    const line = { name: 'Line', phoneNumber: E164.parse('+441134960001') }
    const id = TeamTaskId.parse('00000000-0000-4000-8000-000000000009')
    const also = (facts: TeamTaskFacts, at: Instant) =>
      sayVisit(link, [{ id, facts }], { line, at }).visits[0]?.also.map(({ english }) => english)

    expect(also(so(...accepted), later(5))).toEqual(['We want somebody to be with you by 04:00.'])
    const onTheWay = so(...accepted, setOut(10, 30))
    expect(also(onTheWay, later(20))).toEqual(['They think they will be with you at about 02:30.'])
    expect(also(onTheWay, later(36))).toEqual(['It is later than they thought. If it worries you, phone us.'])
    const atDoor = so(...accepted, { kind: 'no_access', at: later(30), by: goer, words: 'x' })
    expect(also(atDoor, later(31))).toEqual([])
    const afterTarget = so(...accepted, setOut(115, 140))
    expect(also(afterTarget, later(121))).toEqual([
      'It is later than we wanted. We are sorry. The line can see this.',
      'They think they will be with you at about 04:20.',
    ])
  })

  test('of whoever goes and is missed, or called for help, nothing reassuring is said, and no why', () => {
    const link = { language: 'en' as const, agreed: [], expiresAt: later(600), phones: 1 }
    const line = { name: 'Line', phoneNumber: E164.parse('+441134960001') }
    const id = TeamTaskId.parse('00000000-0000-4000-8000-000000000009')
    const onTheWay: TeamTaskEvent[] = [...accepted, setOut(10, 30)]
    const outBy = so(...onTheWay).takings[0]?.out?.by ?? AT
    const missed: TeamTaskEvent = { kind: 'check_out_missed', at: outBy, taking: 1, outBy }
    const help: TeamTaskEvent = { kind: 'help_pressed', at: later(20), by: goer, place: null }

    for (const facts of [so(...onTheWay, missed), so(...onTheWay, help), so(...accepted, help)]) {
      const [visit] = sayVisit(link, [{ id, facts }], { line, at: later(25) }).visits
      expect(visit?.now.english).toBe('We are asking where they are. Phone the line.')
      expect(visit?.also).toEqual([])
      expect(visit?.steps.find(({ step }) => step === 'expected')?.at ?? null).toBeNull()
    }
    expect(visitPath(so(...onTheWay, help), later(20)).now).toBe('asking_where')
    expect(changeText('new_time', so(...onTheWay, help, setOut(21, 60)))).toBeNull()
    expect(changeText('new_time', so(...onTheWay, setOut(21, 60)))).toBe('visit_new_time')
    // A nurse knows that they are well, and on their way.
    const ended: TeamTaskEvent = {
      kind: 'alarm_ended',
      at: later(26),
      by,
      taking: 1,
      words: 'x',
      until: later(90),
    }
    expect(visitPath(so(...onTheWay, help, ended), later(27)).now).toBe('on_the_way')
    // In the house nobody reads that they have called for help.
    const there = so(...onTheWay, { kind: 'arrived', at: later(30), by: goer }, { ...help, at: later(40) })
    expect(visitPath(there, later(41)).now).toBe('there')
  })

  test('of two who go, that the second calls for help is no word of when the first comes; that the first does is', () => {
    const other = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000003'), name: 'Other' }
    const two = so(
      ...accepted,
      { kind: 'two_asked', at: later(5), because: 'flag' },
      { ...offered(2, 6), to: [other] } as TeamTaskEvent,
      { kind: 'accepted', at: later(7), offer: 2, by: other },
      setOut(10, 30),
    )
    const calls = (who: typeof goer) => {
      const move = transition(two, { kind: 'help_pressed', at: later(20), by: who, place: null })
      return visitPath(move.kind === 'moved' ? move.facts : two, later(21)).now
    }

    expect([calls(other), calls(goer)]).toEqual(['on_the_way', 'asking_where'])
  })

  test('the time at which they were expected goes with whoever stands at the door or comes no more', () => {
    const expected = (facts: TeamTaskFacts) =>
      visitPath(facts, later(40)).steps.find(({ step }) => step === 'expected')
    const onTheWay: TeamTaskEvent[] = [...accepted, setOut(10, 30)]

    expect(expected(so(...onTheWay))).toMatchObject({ at: later(30), isDone: false })
    expect(
      expected(so(...onTheWay, { kind: 'no_access', at: later(30), by: goer, words: 'x' })),
    ).toMatchObject({ at: null, isDone: false })
    expect(expected(so(...onTheWay, { kind: 'stood_down', at: later(31), by, words: 'x' }))).toBeUndefined()
    expect(expected(so(...onTheWay, { kind: 'arrived', at: later(23), by: goer }))).toBeUndefined()
  })

  test('once all is over nobody is said to be coming, nor waited for', () => {
    const link = { language: 'pl' as const, agreed: [], expiresAt: later(600), phones: 1 }
    const line = { name: 'Line', phoneNumber: E164.parse('+441134960001') }
    const id = TeamTaskId.parse('00000000-0000-4000-8000-000000000009')
    const words = (...all: TeamTaskFacts[]) =>
      sayVisit(
        link,
        all.map(facts => ({ id, facts })),
        { line, at: later(40) },
      ).words
    const over = so({ kind: 'stood_down', at: later(9), by, words: 'x' })

    expect(words(over)).toMatchObject({
      title: { english: 'How it stands now', theirs: 'Jak jest teraz' },
      worse: { english: 'If anything gets worse, or you are frightened, phone us.' },
    })
    expect(words(over, so()).title.english).toBe('Who is coming')
    expect(words(over, so()).worse.english).toMatch(/Do not wait for them to come/)
  })

  test('while somebody is there nothing says to wait for them, and after it nothing is ahead', () => {
    const agreed = (['asked', 'as_said', 'light', 'any_time'] as const).map(phrase => ({ phrase, at: null }))
    const link = { language: 'en' as const, agreed, expiresAt: later(600), phones: 1 }
    const line = { name: 'Line', phoneNumber: E164.parse('+441134960001') }
    const page = (...all: TeamTaskFacts[]) => {
      const visits = all.map((facts, n) => ({
        id: TeamTaskId.parse(`00000000-0000-4000-8000-00000000000${n}`),
        facts,
      }))
      const said = sayVisit(link, visits, { line, at: later(50) })
      return {
        agreed: said.agreed.map(({ english }) => english),
        waits: /Do not wait/.test(said.words.worse.english),
        steps: said.visits[0]?.steps.map(({ step }) => step),
      }
    }
    const [asked, until, light, anyTime] = agreed.map(({ phrase }) => carerWords.en.agreed[phrase])
    const arrived: TeamTaskEvent[] = [
      ...accepted,
      setOut(10, 45),
      { kind: 'arrived', at: later(17), by: goer },
    ]
    const outcome = { found: 'x', done: 'x', plan: null, nextReview: null, askOfLine: null, given: [] }
    const done = so(...arrived, { kind: 'done', at: later(40), by: goer, outcome })
    const steps = ['asked', 'accepted', 'leaving', 'arrived', 'done']

    expect(page(so(...accepted))).toMatchObject({ agreed: [asked, until, light, anyTime], waits: true })
    expect(page(so(...arrived))).toEqual({ agreed: [anyTime], waits: false, steps })
    expect(page(so(...arrived), so())).toMatchObject({ agreed: [asked, anyTime], waits: false })
    expect(page(done)).toEqual({ agreed: [anyTime], waits: false, steps })
    expect(page(so({ kind: 'stood_down', at: later(9), by, words: 'x' })).steps).toEqual(['asked'])
  })

  test('who stands before the door comes first, and what is over last', () => {
    const link = { language: 'en' as const, agreed: [], expiresAt: later(600), phones: 1 }
    const line = { name: 'Line', phoneNumber: E164.parse('+441134960001') }
    const visits = [
      so({ kind: 'stood_down', at: later(9), by, words: 'x' }),
      so(offered(1, 1)),
      so(...accepted, { kind: 'no_access', at: later(30), by: goer, words: 'x' }),
    ].map((facts, n) => ({ id: TeamTaskId.parse(`00000000-0000-4000-8000-00000000000${n}`), facts }))
    const said = sayVisit(link, visits, { line, at: later(31) }).visits.map(({ now }) => now.english)
    expect(said).toEqual([
      'They are there and cannot get in. Please look at the door, or phone us.',
      'We are asking who can come. Nobody has said yes yet.',
      'Nobody is coming for this now. If you did not know, please phone us.',
    ])
  })

  test('late is said: by what was promised while nobody is there, by their own time while they are on the way', () => {
    expect(visitPath(so(...accepted), later(119)).late).toBeNull()
    expect(visitPath(so(...accepted), later(121)).late).toBe('promised')
    expect(visitPath(so(...accepted, setOut(10, 30)), later(34)).late).toBeNull()
    expect(visitPath(so(...accepted, setOut(10, 30)), later(36)).late).toBe('thought')
    expect(
      visitPath(so(...accepted, { kind: 'arrived', at: later(130), by: goer }), later(140)).late,
    ).toBeNull()
  })
})

describe('what is texted', () => {
  test('a first time is told, a new one only where it is news', () => {
    const first = so(...accepted, setOut(10, 30))
    expect(changeOf(so(...accepted), first, 'set_out')).toBe('set_out')
    expect(changeOf(first, so(...accepted, setOut(10, 30), setOut(15, 33)), 'set_out')).toBeNull()
    expect(changeOf(first, so(...accepted, setOut(10, 30), setOut(15, 55)), 'set_out')).toBe('new_time')
  })

  test('a hold is told where it moves what was promised by more than half an hour, and anew where it does so again', () => {
    const held = (minutes: number): TeamTaskEvent => ({
      kind: 'held',
      at: later(20),
      by,
      until: later(minutes),
      because: 'x',
    })
    const change = (before: TeamTaskEvent[], minutes: number) =>
      changeOf(so(...before), so(...before, held(minutes)), 'held')

    expect(change(accepted, 60)).toBeNull()
    expect(change(accepted, 150)).toBeNull()
    expect(change(accepted, 151)).toBe('held')
    expect(change([...accepted, setOut(10, 30)], 60)).toBeNull()
    expect(change([...accepted, setOut(10, 30)], 61)).toBe('held')
    expect(change([held(240)], 260)).toBeNull()
    expect(change([held(240)], 300)).toBe('held')
    expect(changeText('held', so(held(240)))).toBe('visit_held')
    expect(changeText('held', so(held(240), { kind: 'resumed', at: later(30), by }))).toBeNull()
  })

  test('each half hour only where it is soon, and nobody comes in time', () => {
    expect(stillText(so(offered(1, 1)), later(30))).toBe('visit_still_asking')
    expect(stillText(so(...accepted), later(30))).toBeNull()
    expect(stillText(so(...accepted), later(150))).toBe('visit_late')
    expect(stillText(so(...accepted, setOut(10, 30)), later(45))).toBe('visit_late')
    expect(stillText({ ...so(offered(1, 1)), urgency: 'U3' }, later(30))).toBeNull()
  })
})

describe('which telephone', () => {
  const link = { phones: 1, isKnown: false, tries: 0, toNumber: '+447700900641', digits: '0641' }
  test.each([
    ['the first', { phones: 0, digits: undefined }, 'first'],
    ['one that has it', { isKnown: true, digits: undefined }, 'known'],
    ['another', { digits: undefined }, 'ask'],
    ['another with the digits', {}, 'second'],
    ['another with others', { digits: '0642' }, 'wrong'],
    ['after five wrong tries', { tries: 5 }, 'no_more'],
    ['a third', { phones: 2 }, 'no_more'],
  ] as const)('%s', (_, changes, becomes) => {
    expect(admit({ ...link, ...changes })).toBe(becomes)
  })
})

test('a link is over three hours after the last visit, at the latest when its time is over', () => {
  const link = { expiresAt: later(2_880), stoppedAt: null, mayWatch: true }
  expect(closesAt(link, [later(60), null])).toBe(link.expiresAt)
  expect(closesAt(link, [later(60), later(90)])).toBe(later(270))
  expect(linkState(link, [later(60)], later(239))).toBe('open')
  expect(linkState(link, [later(60)], later(240))).toBe('over')
  expect(linkState({ ...link, mayWatch: false }, [null], later(1))).toBe('not_told')
})

test('every language says everything, with the time and the number where English has them', () => {
  const flat = (words: object): [string, string][] =>
    Object.entries(words)
      .flatMap(([name, value]) =>
        typeof value === 'object'
          ? flat(value).map(([key, says]) => [`${name} ${key}`, says] as [string, string])
          : [],
      )
      .concat(Object.entries(words).filter((one): one is [string, string] => typeof one[1] === 'string'))
  const holes = (says: string) => (says.match(/\{\w+\}/g) ?? []).toSorted().join()
  const english = new Map(flat(carerWords.en))
  for (const [language, words] of Object.entries(carerWords))
    for (const [name, says] of flat(words)) {
      expect(says.trim(), `${language} ${name}`).not.toBe('')
      expect(holes(says), `${language} ${name}`).toBe(holes(english.get(name) ?? ''))
    }
  expect(english.size).toBeGreaterThan(40)
})

test('no word on a carer’s page is clinical', () => {
  const said = JSON.stringify(carerWords.en).toLowerCase()
  for (const word of [
    'hospice',
    'palliative',
    'terminal',
    'dying',
    'death',
    'pain',
    'morphine',
    'symptom',
    'catheter',
    'medicine',
  ])
    expect(said).not.toContain(word)
})
