import type { NumberBelongsTo } from '#shared/patients.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import { known } from '#shared/record/knownState.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import { phoneUses } from '#shared/record/who.ts'
import type { Instant } from '#shared/time.ts'
import { streetWords } from './addressMatch.ts'
import { nameWords } from './nameWords.ts'
import { type Agreement, agreementOf, beginningOf, type Restriction, restrictionOf } from './sharing.ts'

/** What the row in `patients` takes from one entry: only the keys that entry decides. */
export type PatientColumns = Partial<{
  name: string | null
  givenName: string | null
  familyName: string | null
  nameWords: string[]
  birthDate: string | null
  nhsNumber: string | null
  status: string
  isDeceased: boolean
  isProtected: boolean
}>

export type EntryProjection = {
  columns: PatientColumns
  phones: { number: string; belongsTo: NumberBelongsTo }[]
  postcode: string | null
  /** The words of the first line of an address. */
  street: string[] | null
  agreement: Agreement | null
  restriction: Restriction | null
  /** When an agreement begins that says nothing of sharing: the words of the record turn then. */
  beginsAt: Instant | null
}

/** The content of one version. `isRetracted` content counts for nothing. */
export type Content = {
  section: SectionName
  knownState: KnownState
  body?: unknown
  isRetracted?: boolean
}

/**
 * What an entry means for being found. Every searchable column follows from exactly one section, and telephones,
 * postcodes and streets from exactly one item: writing an entry never needs the rest of the record.
 */
export function searchProjection({
  section,
  knownState,
  body,
  isRetracted = false,
}: Content): EntryProjection {
  const content = knownState === 'known' && !isRetracted ? body : undefined
  const nothing = {
    columns: {},
    phones: [],
    postcode: null,
    street: null,
    agreement: null,
    restriction: null,
    beginsAt: null,
  }
  switch (section) {
    // The body was parsed by its section's schema before it came here; the switch says which.
    case 'identity':
      return { ...nothing, columns: identityColumns(content as Body<'identity'> | undefined) }
    case 'registerStatus':
      return {
        ...nothing,
        columns: { status: (content as Body<'registerStatus'> | undefined)?.status ?? 'referred' },
      }
    case 'death':
      return { ...nothing, columns: { isDeceased: content !== undefined } }
    case 'locationProtection':
      return {
        ...nothing,
        columns: { isProtected: (content as Body<'locationProtection'> | undefined)?.isProtected ?? false },
      }
    case 'phones': {
      const phone = content as Body<'phones'> | undefined
      if (!phone) return nothing
      const belongsTo = { kind: 'patient', use: phoneUses[phone.use].text } as const
      return { ...nothing, phones: [{ number: phone.number, belongsTo }] }
    }
    case 'personalContacts': {
      const contact = content as Body<'personalContacts'> | undefined
      const belongsTo = { kind: 'contact', relationship: contact?.relationship ?? '' } as const
      const numbers = new Set(contact?.phones.map(phone => phone.number))
      return { ...nothing, phones: [...numbers].map(number => ({ number, belongsTo })) }
    }
    case 'addresses': {
      const address = content as Body<'addresses'> | undefined
      const street = streetWords(address?.lines[0] ?? '')
      return { ...nothing, postcode: address?.postcode ?? null, street: street.length > 0 ? street : null }
    }
    case 'consentToShare':
      return { ...nothing, agreement: agreementOf(content as Body<'consentToShare'> | undefined) }
    case 'sharingRestrictions':
      return { ...nothing, restriction: restrictionOf(content as Body<'sharingRestrictions'> | undefined) }
    case 'consentToTellCarers':
    case 'consentToRegister':
    case 'consentToRecording':
      return { ...nothing, beginsAt: beginningOf(content as Body<'consentToTellCarers'> | undefined) }
    default:
      return nothing
  }
}

function identityColumns(identity: Body<'identity'> | undefined): PatientColumns {
  const name = known(identity?.name)
  const words = [name?.given, identity?.preferredName, name?.family].filter(word => word !== undefined)
  return {
    name: [name?.given, name?.family].filter(Boolean).join(' ') || null,
    givenName: name?.given ?? null,
    familyName: name?.family ?? null,
    nameWords: nameWords(words.join(' ')),
    birthDate: known(identity?.birthDate) ?? null,
    nhsNumber: known(identity?.nhsNumber) ?? null,
  }
}
