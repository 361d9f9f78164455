import { expect, test } from 'vitest'
import {
  agreedLines,
  askingOf,
  chooseCarer,
  chooseNumber,
  isToLookAt,
  judgeLink,
  linkOf,
  linkWords,
  preview,
  ringTimes,
  yesHint,
} from '#client/carers/core/linkAsking.ts'
import { nextAsk } from '#client/carers/core/nextAsk.ts'
import { type VisitLink, VisitLinkForm } from '#shared/carers.ts'
import { CommandId, ItemId, TeamTaskId, VisitLinkId } from '#shared/ids.ts'

// What a nurse chooses for a carer's link, and how the carer's page asks again.
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const form: VisitLinkForm = {
  because: null,
  carers: [
    {
      contactItem: ItemId.parse(id(1)),
      name: 'Angela Ashby',
      relationship: 'wife',
      isCaller: true,
      numbers: ['+447700900641'],
      because: null,
    },
    {
      contactItem: ItemId.parse(id(2)),
      name: 'Claire Ashby',
      relationship: 'daughter',
      isCaller: false,
      numbers: [],
      because: 'There is no mobile number of theirs that may be texted.',
    },
  ],
  teamTasks: [{ teamTaskId: TeamTaskId.parse(id(3)), says: 'A nurse or a doctor, to come to you, by 02:30' }],
  readOut: 'I can send a text.',
  languages: [
    {
      code: 'en',
      isRead: true,
      isRightToLeft: false,
      phrases: [
        { phrase: 'asked', says: 'We have asked for somebody to come to you.' },
        { phrase: 'ring_back', says: 'A nurse will phone you at {at}.' },
      ],
    },
  ],
}
const commandId = CommandId.parse(id(9))

test('it begins with the caller, on the phone they hold, and lacks only what they said', () => {
  const asking = askingOf(form)

  expect(asking).toMatchObject({ contactItem: id(1), number: '+447700900641', teamTaskIds: [id(3)] })
  expect(judgeLink(asking).map(({ id: field }) => field)).toEqual(['link-yes'])
  expect(linkOf(asking, commandId)).toBeNull()
  expect(linkOf({ ...asking, saidYes: 'Yes' }, commandId)).toMatchObject({ saidYes: 'Yes', language: 'en' })
})

test('a yes is of whom it was asked and for that phone: with another carer or another phone it is asked again', () => {
  const claire = { ...form.carers[1], numbers: ['+447700900642'], because: null }
  const both = VisitLinkForm.parse({ ...form, carers: [form.carers[0], claire] })
  const asked = { ...askingOf(both), saidYes: 'Yes love' }

  const toClaire = { ...asked, ...chooseCarer(both, ItemId.parse(id(2))) }
  expect(toClaire).toMatchObject({ contactItem: id(2), number: '+447700900642', saidYes: '' })
  expect(linkOf(toClaire, commandId)).toBeNull()
  expect(linkOf({ ...asked, ...chooseNumber('+447700900643') }, commandId)).toBeNull()
  expect(yesHint(both.carers[0])).toMatch(/for this phone alone/)
  expect(yesHint(both.carers[1])).toMatch(/Claire Ashby is not the one on the telephone/)
})

test('a caller who may be told nothing is not chosen, and nobody else in their place', () => {
  const carers = form.carers.map(one => ({ ...one, because: 'Not among those who may be told.' }))

  expect(judgeLink(askingOf({ ...form, carers })).map(({ id: field }) => field)).toEqual([
    'link-whom',
    'link-yes',
  ])
})

test('a time is wanted where somebody rings them, each line once, and one at least', () => {
  const asking = { ...askingOf(form), saidYes: 'Yes' }

  expect(judgeLink({ ...asking, lines: ['ring_back', '', ''] })).toMatchObject([{ id: 'link-ring-at' }])
  expect(judgeLink({ ...asking, lines: ['asked', 'asked', ''] })).toMatchObject([{ id: 'link-line-0' }])
  expect(judgeLink({ ...asking, lines: ['', '', ''] })).toMatchObject([{ id: 'link-line-0' }])
})

test('what is shown beforehand is what will stand there, with the time in it', () => {
  const ringAt = '2026-11-23T02:45:00.000Z'
  const asking = { ...askingOf(form), lines: ['asked', 'ring_back'] as const, ringAt }

  expect(preview(form, asking, 'en')).toEqual([
    'We have asked for somebody to come to you.',
    'A nurse will phone you at 02:45.',
  ])
  expect(agreedLines(asking)).toEqual([
    { phrase: 'asked', at: null },
    { phrase: 'ring_back', at: ringAt },
  ])
})

test('the times to ring are quarters of an hour, none of which is over', () => {
  const times = ringTimes('2026-11-23T02:07:30.000Z').map(({ says }) => says)

  expect(times.slice(0, 3)).toEqual(['02:30', '02:45', '03:00'])
  expect(times).toHaveLength(24)
})

const link: VisitLink = {
  visitLinkId: VisitLinkId.parse(id(4)),
  lastDigits: '0641',
  madeAt: '2026-11-23T02:10:00.000Z',
  by: 'Maren',
  expiresAt: '2026-11-25T02:10:00.000Z',
  state: 'open',
  phones: 0,
  openedAt: null,
  wantsTexts: true,
  text: { state: 'sent', because: null },
}
test.each([
  ['on its way', {}, 'Being sent', true],
  ['landed', { text: { state: 'delivered', because: null } }, 'On their phone, not opened yet', true],
  ['lost', { text: { state: 'undelivered', because: null } }, 'Did not reach them', true],
  ['stopped', { state: 'stopped' }, 'Stopped', false],
  [
    'opened twice',
    { phones: 2, openedAt: link.madeAt, text: { state: 'delivered', because: null } },
    'Opened on two phones',
    false,
  ],
] as const)('a link that is %s says so', (_, changes, says, isLooked) => {
  const changed = { ...link, ...changes }

  expect(linkWords(changed).says).toBe(says)
  expect(isToLookAt(changed)).toBe(isLooked)
})

test('a page that is watched asks each 20 s, one that nobody answers soon and then ever more seldom, one that is closed not at all', () => {
  expect(nextAsk('open', 0)).toBe(20_000)
  expect([1, 2, 3, 9].map(failures => nextAsk('open', failures))).toEqual([4_000, 8_000, 16_000, 60_000])
  expect([nextAsk('closed', 0), nextAsk('digits', 0)]).toEqual([null, null])
})
