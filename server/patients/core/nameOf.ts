import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Reading } from './reading.ts'

/** The items that others point to. */
type Named = 'addresses' | 'personalContacts' | 'documents'

/** What another item of the record is called in a line; undefined where it is not on the record, or not shown to this reader. */
export type NameOf = (section: Named, itemId: string) => string | undefined

/** Where an item is said by itself, without the record around it. */
export const namesNobody: NameOf = () => undefined

export function nameIn(reading: Reading): NameOf {
  return (section, itemId) => {
    switch (section) {
      case 'addresses': {
        const body = reading.of(section).find(item => item.itemId === itemId)?.body
        return body && [...body.lines, body.postcode].filter(Boolean).join(', ')
      }
      case 'personalContacts': {
        const body = reading.of(section).find(item => item.itemId === itemId)?.body
        return (
          body &&
          [body.name, body.phones[0] && showPhoneNumber(body.phones[0].number)].filter(Boolean).join(', ')
        )
      }
      case 'documents': {
        const body = reading.of(section).find(item => item.itemId === itemId)?.body
        return body && [body.title, body.location].filter(Boolean).join(', ')
      }
    }
  }
}
