import { doesAgree } from '#server/patients/core/sharing.ts'
import { dayInBritain } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { consentValues } from '#shared/record/consent.ts'
import { known } from '#shared/record/knownState.ts'
import { preferredPlaces } from '#shared/record/places.ts'
import { registerStatuses } from '#shared/record/register.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import { genders } from '#shared/record/who.ts'
import type { LocalDate } from '#shared/time.ts'
import type { ListRow } from './listColumns.ts'

/** What a list knows of one person, by section: of those that hold several, the one that a list has room for. */
export type ListBodies = { [Name in ListSection]?: Body<Name> }
export const LIST_SECTIONS = [
  'identity',
  'addresses',
  'phones',
  'gpPractice',
  'registerStatus',
  'primaryDiagnosis',
  'preferredPlaceOfCare',
  'preferredPlaceOfDeath',
  'consentToShare',
  'nationalDataOptOut',
  'death',
] as const satisfies readonly SectionName[]
export type ListSection = (typeof LIST_SECTIONS)[number]

/** A person in words, as a list has them on this day. Dates are ISO 8601: a spreadsheet of any country reads them as one day. */
export function sayRow(bodies: ListBodies, today: LocalDate): ListRow {
  const { identity, addresses, phones, gpPractice, registerStatus, primaryDiagnosis, consentToShare } = bodies
  const { preferredPlaceOfCare, preferredPlaceOfDeath, nationalDataOptOut, death } = bodies
  const name = known(identity?.name)
  const gender = known(identity?.gender)
  return {
    nhsNumber: known(identity?.nhsNumber) ?? '',
    title: identity?.title ?? '',
    given: name?.given ?? '',
    family: name?.family ?? '',
    preferred: identity?.preferredName ?? '',
    birthDate: known(identity?.birthDate) ?? '',
    gender: gender === undefined ? '' : genders[gender].text,
    address: addresses?.lines.join('; ') ?? '',
    postcode: addresses?.postcode ?? '',
    phone: phones ? showPhoneNumber(phones.number) : '',
    gpCode: gpPractice?.odsCode ?? '',
    gpName: gpPractice?.name ?? '',
    status: registerStatus ? registerStatuses[registerStatus.status].text : '',
    diagnosis: primaryDiagnosis?.text ?? '',
    placeOfCare: preferredPlaceOfCare ? preferredPlaces[preferredPlaceOfCare.first.place].text : '',
    placeOfDeath: preferredPlaceOfDeath ? preferredPlaces[preferredPlaceOfDeath.first.place].text : '',
    sharing: consentToShare ? sharingInWords(consentToShare, today) : '',
    optOut: nationalDataOptOut ? (nationalDataOptOut.hasOptedOut ? 'Yes' : 'No') : '',
    died: death ? 'Yes' : '',
  }
}

/** 'Agreed by the person, from 2026-12-03': an agreement that has still to begin is not read as one that holds. */
function sharingInWords({ value, from }: Body<'consentToShare'>, today: LocalDate): string {
  const { text } = consentValues[value]
  const day = from && dayInBritain(from)
  return doesAgree(value) && day && day > today ? `${text}${FROM}${day}` : text
}

export const FROM = ', from '

export type ListItem = {
  section: SectionName
  itemId: string
  version: number
  body: unknown
  isRetracted: boolean
}
export type ListItems = { [Name in ListSection]?: ListItem & { body: Body<Name> } }

/** Of the newest versions of a person's items, those that a list has room for: where they live, the first telephone. */
export function itemsForList(items: readonly ListItem[], today: LocalDate): ListItems {
  const of = <Name extends ListSection>(section: Name) =>
    // Parsed by their section's schema before they came here.
    items.filter(item => item.section === section && !item.isRetracted && item.body !== null) as (ListItem & {
      body: Body<Name>
    })[]
  const [address] = of('addresses')
    .filter(({ body: { to } }) => to === undefined || to >= today)
    .toSorted((a, b) => Number(b.body.kind === 'main') - Number(a.body.kind === 'main'))
  const [phone] = of('phones').toSorted((a, b) => (a.body.preference ?? 9) - (b.body.preference ?? 9))
  const share = of('consentToShare').find(
    ({ body }) => body.scope === 'everyone_caring' && !body.organisation,
  )
  const several = { addresses: address, phones: phone, consentToShare: share }
  const found = LIST_SECTIONS.map(section => [
    section,
    section in several ? several[section as keyof typeof several] : of(section)[0],
  ])
  // Every key is the section of its own item; those that hold nothing are left out.
  return Object.fromEntries(found.filter(([, item]) => item !== undefined)) as ListItems
}

/** Of a person with several records: section by section what the first one holds, and what only another one holds. */
export function itemsOfPerson(records: readonly ListItems[]): ListItems {
  return Object.assign({}, ...records.toReversed())
}

/** What counts for the person whichever of their records says it, over a row of those that are on the list. */
export function sayPerson(
  row: ListRow,
  { hasDied, hasOptedOut }: { hasDied: boolean; hasOptedOut: boolean },
): ListRow {
  return { ...row, ...(hasDied ? { died: 'Yes' } : {}), ...(hasOptedOut ? { optOut: 'Yes' } : {}) }
}

export function bodiesOf(items: ListItems): ListBodies {
  return Object.fromEntries(Object.entries(items).map(([section, { body }]) => [section, body])) as ListBodies // as above
}
