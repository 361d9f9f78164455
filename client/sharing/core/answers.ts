import { mayBeToldChoices } from '#shared/record/people.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import type { Answer, SharingAnswer, SharingView } from '#shared/sharing.ts'

/** What is asked of the person for all at once, as the form and the receipt name it. */
export const ASKED = {
  register: 'On the register',
  everybody: 'Shared with everyone who gives care',
  carers: 'Carers may be told things at all',
  recording: 'Recording calls',
} as const

export const ANSWERS: Readonly<Record<SharingAnswer, string>> = {
  yes: 'Yes',
  no: 'No',
  pending: 'Cannot decide now',
}

type Contact = SharingView['contacts'][number]

/** 'Amina Malik (wife) may be told' */
export function mayBeToldLabel({ name, relationship }: Pick<Contact, 'name' | 'relationship'>): string {
  return `${name} (${relationshipInWords(relationship)}) may be told`
}

/** What was answered, in the words of the form: beside what it came to, which may be nothing. */
export function answersInWords(answers: readonly Answer[], view: SharingView): string[] {
  return answers.map(answer => {
    if (answer.about === 'contact') {
      const contact = view.contacts.find(({ itemId }) => itemId === answer.itemId)
      const label = contact ? mayBeToldLabel(contact) : 'May be told'
      return `${label}: ${mayBeToldChoices[answer.mayBeTold].text.toLowerCase()}`
    }
    const says = ANSWERS[answer.says].toLowerCase()
    if (answer.about !== 'organisation') return `${ASKED[answer.about]}: ${says}`
    const { organisationId } = answer
    const organisation = view.organisations.find(each => each.organisationId === organisationId)
    return `${organisation?.name ?? 'An organisation'}: ${says}`
  })
}
