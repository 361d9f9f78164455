import { expect, test } from 'vitest'
import { answersInWords } from '#client/sharing/core/answers.ts'
import { emptyTalk, wantingOf } from '#client/sharing/core/talk.ts'
import { ItemId, OrganisationId } from '#shared/ids.ts'
import type { Answer, SharingView } from '#shared/sharing.ts'

const ITEM = ItemId.parse('0d4b9f2e-6c1f-4b4e-9d3a-1f1f6f0e0001')
const HOSPICE = OrganisationId.parse('0d4b9f2e-6c1f-4b4e-9d3a-1f1f6f0e0002')

test('what is wanting is named in the order of the page', () => {
  expect(wantingOf(emptyTalk, []).map(({ id }) => id)).toEqual([
    'talk-answers',
    'talk-decider',
    'talk-how',
    'talk-words',
  ])
})

test('what was answered is said, also where nobody sees more or less for it', () => {
  const answers: Answer[] = [
    { about: 'recording', says: 'no', version: 1 },
    { about: 'organisation', organisationId: HOSPICE, itemId: ITEM, says: 'yes', version: 0 },
    { about: 'contact', itemId: ITEM, mayBeTold: 'condition', version: 1 },
  ]
  const view = {
    organisations: [{ organisationId: HOSPICE, name: 'St Oswin’s Hospice' }],
    contacts: [{ itemId: ITEM, name: 'Amina Malik', relationship: 'wife' }],
  } as unknown as SharingView // the rest of it decides nothing here

  expect(answersInWords(answers, view)).toEqual([
    'Recording calls: no',
    'St Oswin’s Hospice: yes',
    'Amina Malik (wife) may be told: how the person is',
  ])
})
