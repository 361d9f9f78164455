import { describe, expect, test } from 'vitest'
import { type LogRow, sayAccess, sayToOfficer } from '#server/access/core/sayAccess.ts'
import { exportColumns } from '#server/lists/core/exportColumns.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'

const row = (given: Partial<LogRow>): LogRow => ({
  id: 7,
  link: 3,
  at: '2026-11-23T02:10:00.000Z',
  actorName: 'Maren Oakley',
  actorRole: 'coordinator',
  organisation: 'Wharnley Dale Community NHS Trust',
  action: 'opened',
  what: [],
  why: { kind: 'search' },
  outcome: 'allowed',
  ...given,
})

describe('a look in words to the person', () => {
  test.each([
    ['cprDecision', 'Resuscitation (CPR)'],
    ['ipos', 'Symptoms and worries (IPOS)'],
    ['history of cprDecision', 'Resuscitation (CPR): what it said before'],
    ['record as of 2026-07-01T01:10:00.000Z', 'Your record as it was on 01-Jul-2026 02:10'],
    ['past calls', 'Your last calls'],
    ['message as sound', 'A message, to listen to'],
    ['access log', 'Who has looked'],
  ])('says of what was shown, kept as %s: %s', (kept, says) => {
    expect(sayAccess(row({ what: [kept] })).what).toEqual([says])
  })

  test('names the parts of the record in one order, whatever order they were kept in, and each once', () => {
    const kept = ['past calls', 'cprDecision', 'identity', 'cprDecision', 'addresses']

    const said = [kept, kept.toReversed()].map(what => sayAccess(row({ what })).what)

    expect(said[0]).toEqual(['Resuscitation (CPR)', 'Who this is', 'Addresses', 'Your last calls'])
    expect(said[1]).toEqual(said[0])
  })

  test('names each part without the shorthand and the terms of those who work with it, but in brackets', () => {
    const { what } = sayAccess(row({ what: [...SECTION_NAMES] }))
    const shorthand = /\b[A-Z]{3,}\b|ReSPECT/
    const terms = /ceiling|anticipatory|prognosis|phase|performance|framework|capacity|awareness|register\b/i

    expect(what).toHaveLength(SECTION_NAMES.length)
    const bare = what.map(words => words.replace(/\(.*\)/, ''))
    expect(bare.filter(words => shorthand.test(words) || terms.test(words))).toEqual([])
  })

  test('calls who looked what somebody at home would call them', () => {
    expect(sayAccess(row({ actorRole: 'clinician' })).who).toBe(
      'Maren Oakley, doctor or nurse, Wharnley Dale Community NHS Trust',
    )
  })

  test('of a list without names, names what it held of a section and not the section', () => {
    const why = { kind: 'list', purpose: 'research', reason: 'A study of the last weeks' }
    const columns = exportColumns('research', ['identity', 'addresses', 'gpPractice'])

    const ofList = sayAccess(row({ action: 'exported', what: ['addresses', 'gpPractice', 'identity'], why }))
    const ofCare = sayAccess(
      row({ action: 'exported', what: ['addresses'], why: { ...why, purpose: 'direct_care' } }),
    )

    expect(ofList.what.toSorted()).toEqual(columns.map(({ heading }) => heading).toSorted())
    expect(ofCare.what).toEqual(['Addresses'])
  })

  test.each([
    ['revealed', 'keysafe_code', 'was shown your keysafe code'],
    ['revealed', 'key_place', 'was shown where your key is'],
    ['changed', 'door_code', 'wrote down your door code, or that it was tried'],
  ] as const)('names what was %s: %s', (action, kind, did) => {
    const said = sayAccess(
      row({ action, what: [`door: ${kind}`], why: { kind: 'call', callId: 'f'.repeat(8) } }),
    )

    expect(said.did).toContain(did)
  })

  test.each([
    [undefined, ' by a code alone', ' by a code alone'],
    [true, ' by a link and its code', ' by a link and its code'],
  ] as const)('of a crew, by which way it came (at a link: %s)', (atLink, told, toOfficer) => {
    const looked = row({ action: 'summarised', why: { kind: 'code', givenBy: 'Maren Oakley', atLink } })

    expect(sayAccess(looked).did).toBe(`opened the one-page summary of your record${told}`)
    expect(sayToOfficer({ ...looked, device: null }).did).toBe(`opened the one-page summary${toOfficer}`)
  })

  test.each([
    [
      { kind: 'call', callId: '00000000-0000-4000-8000-000000000001' },
      'compared what a caller said with your record during a call',
    ],
    [{ kind: 'search' }, 'compared what was said of somebody with your record'],
  ])('of a comparison, whether it was a caller who said something: %j', (why, did) => {
    expect(sayAccess(row({ action: 'compared', why })).did).toBe(did)
  })

  test('about a part that is kept apart, it says that it is for the person alone', () => {
    const callId = '018f4d2c-0000-7000-8000-000000000001'
    const ofSealed = row({ why: { kind: 'call', callId, sealedBecause: 'The daughter is afraid of him' } })

    expect(sayAccess(ofSealed).isForThemAlone).toBe(true)
    expect(sayAccess(row({ action: 'changed', what: ['safeguarding'] })).isForThemAlone).toBe(true)
    expect(sayAccess(row({ why: { kind: 'call', callId } }))).not.toHaveProperty('isForThemAlone')
  })

  test.each([
    ['read_log', 'tried to read this list and was refused'],
    ['broke_glass', 'tried to open your record in an emergency and was refused'],
    ['searched', 'looked for somebody with your details and was told only that a record may exist'],
  ] as const)('of a refused %s, that it was refused', (action, did) => {
    expect(sayAccess(row({ action, outcome: 'refused' }))).toMatchObject({ did, tone: 'refused' })
  })
})
