import type { Item, Reading } from '#server/patients/core/reading.ts'
import type { E164 } from '#shared/phoneNumber.ts'

type Contact = Item<'personalContacts'>

/** In this order they are rung: who cared most comes first. A child is not rung. */
const ORDER = ['main_carer', 'next_of_kin', 'carer', 'emergency'] as const

/** Those who are left, the one to ring about the bereavement first. */
export function familyInOrder(reading: Reading): Contact[] {
  return reading
    .of('personalContacts')
    .filter(({ body }) => body.isChild !== true && !body.roles.includes('dependent'))
    .toSorted((a, b) => place(a) - place(b))
}

/** Whom to ring, with a number: of those with one, the first in the order. */
export function whomToRing(reading: Reading): { contact: Contact; number: E164 } | undefined {
  for (const contact of familyInOrder(reading)) {
    const number = contact.body.phones[0]?.number
    if (number) return { contact, number }
  }
  return undefined
}

function place({ body }: Contact): number {
  const found = ORDER.findIndex(role => body.roles.includes(role))
  return found === -1 ? ORDER.length : found
}
