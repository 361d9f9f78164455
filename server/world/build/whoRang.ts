import type { CallerDetails } from '#shared/calls.ts'
import { ItemId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { parseBody } from '#shared/record/sections.ts'
import type { BuiltPerson } from './buildPerson.ts'
import { newestEntries } from './entries.ts'
import { contactIdOf } from './ids.ts'
import type { Caller } from './pastCall.ts'

/** The caller as the nurse wrote them down, and the number they rang from: their first on the record. */
export function whoRang(about: BuiltPerson, caller: Caller): { caller: CallerDetails; number: E164 | null } {
  if (typeof caller !== 'string')
    return { caller: { name: caller.name, relationship: caller.relationship }, number: caller.number }
  if (caller === 'self') {
    const { preferred, given, family } = about.person.who
    const number = Object.values(about.person.phones)[0]?.number ?? null
    return {
      caller: { name: `${preferred ?? given} ${family}`, relationship: 'the person', isPatient: true },
      number,
    }
  }
  const itemId = contactIdOf(about.person.key, caller)
  const entry = newestEntries(about.entries).find(one => one.itemId === itemId)
  const contact = parseBody('personalContacts', entry?.body)
  if (!contact.success) throw new Error(`${about.person.key} has no contact ${caller}`)
  const { name, relationship, phones } = contact.data
  return {
    caller: { name, relationship, contactItemId: ItemId.parse(itemId) },
    number: phones[0]?.number ?? null,
  }
}
