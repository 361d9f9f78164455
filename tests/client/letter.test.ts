import { expect, test } from 'vitest'
import { letterOf } from '#client/sharing/core/letter.ts'
import { starterGuide } from '#server/access/consentGuide.ts'
import { starterLetter } from '#server/access/letterWords.ts'
import { ItemId, OrganisationId } from '#shared/ids.ts'
import type { Sees, SharingView } from '#shared/sharing.ts'

const ID = '3e0c2a31-5f10-4a4e-9b1d-0d8f6a3b7c11'
const settled = { itemId: null, version: 0, says: 'Not asked yet' }
const organisation = (name: string, sees: Sees, looksAfter: boolean, kind: 'gp' | 'hub' = 'gp') => ({
  organisationId: OrganisationId.parse(ID),
  name,
  kind,
  looksAfter,
  sees,
  own: settled,
  people: [],
})
const view = (organisations: SharingView['organisations']): SharingView => ({
  guide: starterGuide,
  otherGuides: [],
  letter: starterLetter,
  theirLanguage: null,
  hasDied: false,
  register: settled,
  everybody: settled,
  carers: settled,
  recording: settled,
  organisations,
  contacts: [
    {
      itemId: ItemId.parse(ID),
      version: 1,
      name: 'Una Kept',
      relationship: 'daughter',
      mayBeTold: 'nothing',
    },
  ],
  limits: [{ itemId: ItemId.parse(ID), version: 1, says: 'Kept from Dr Back' }],
  changes: [],
})
const of = { name: 'Ida Moss', line: { name: 'Night Line', phoneNumber: '+441134960001' }, on: '2026-11-30' }
const wordsOf = (organisations: SharingView['organisations']) =>
  JSON.stringify(letterOf(view(organisations), of))

test('a letter names who sees it, who may one day, and leaves out who sees nothing', () => {
  const words = wordsOf([
    organisation('Night Line Nurses', 'everything', true, 'hub'),
    organisation('Mill Lane', 'everything', true),
    organisation('Fell Ward', 'everything', true),
    organisation('St Brannoc', 'parts', true),
    organisation('The Chemist', 'after_asking', true),
    organisation('Far Away', 'everything', false),
    organisation('Shut Out', 'nothing', true),
  ])

  expect(words).toContain('can see all of it: Mill Lane and Fell Ward.')
  expect(words).toContain('can see a part of it: St Brannoc.')
  expect(words).toContain('ask you each time before they look: The Chemist.')
  expect(words).toContain('do not look after you now. If they do one day, they can see it: Far Away.')
  expect(words).not.toMatch(/Shut Out|Night Line Nurses/)
  expect(words).toContain('30 November 2026')
  expect(words).toContain('0113 496 0001')
})

test('where nothing is shared it says so, and that an emergency opens it all the same', () => {
  const words = wordsOf([organisation('Shut Out', 'nothing', true)])

  expect(words).toContain('Nobody else who looks after you can see it.')
  expect(words).toContain('In an emergency')
})

test('others may read it: it names nobody of the family and nothing that is kept back, and says that nobody has signed it', () => {
  const words = wordsOf([organisation('Mill Lane', 'everything', true)])

  expect(words).not.toMatch(/Una Kept|Dr Back|palliative|terminal|dying/i)
  expect(words).toContain('This letter is version 1, a starter set: nobody on this line has approved it yet.')
})

test('signed, the paper names the versions of its words, and who answers for them until when', () => {
  const signed = { approver: 'Dr Miriam Holroyd', reviewOn: '2027-03-01' }
  const own = {
    ...view([organisation('Mill Lane', 'everything', true)]),
    letter: { ...starterLetter, ...signed, version: 4, inShort: ['Ring {number}: {line} answers.'] },
    guide: { ...starterGuide, ...signed, version: 7 },
  }

  const { inShort, foot } = letterOf(own, of)

  expect(inShort).toEqual(['Ring 0113 496 0001: Night Line answers.'])
  expect(foot).toContain(
    'This letter is version 4, approved by Dr Miriam Holroyd, and looked at again by 1 March 2027.',
  )
  expect(foot).toContain('What is said of sharing is version 7, approved by Dr Miriam Holroyd')
})
