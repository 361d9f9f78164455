import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { consentValues } from '#shared/record/consent.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
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

/** A person in words, as a list has them. Dates are ISO 8601: a spreadsheet of any country reads them as one day. */
export function sayRow(bodies: ListBodies): ListRow {
  const { identity, addresses, phones, gpPractice, registerStatus, primaryDiagnosis, consentToShare } = bodies
  const { preferredPlaceOfCare, preferredPlaceOfDeath, nationalDataOptOut, death } = bodies
  const name = known(identity?.name)
  return {
    nhsNumber: identity?.nhsNumber ?? '',
    title: identity?.title ?? '',
    given: name?.given ?? '',
    family: name?.family ?? '',
    preferred: identity?.preferredName ?? '',
    birthDate: known(identity?.birthDate) ?? '',
    gender: identity?.gender === undefined ? '' : genders[identity.gender].text,
    address: addresses?.lines.join('; ') ?? '',
    postcode: addresses?.postcode ?? '',
    phone: phones ? showPhoneNumber(phones.number) : '',
    gpCode: gpPractice?.odsCode ?? '',
    gpName: gpPractice?.name ?? '',
    status: registerStatus ? registerStatuses[registerStatus.status].text : '',
    diagnosis: primaryDiagnosis?.text ?? '',
    placeOfCare: preferredPlaceOfCare ? preferredPlaces[preferredPlaceOfCare.first.place].text : '',
    placeOfDeath: preferredPlaceOfDeath ? preferredPlaces[preferredPlaceOfDeath.first.place].text : '',
    sharing: consentToShare ? consentValues[consentToShare.value].text : '',
    optOut: nationalDataOptOut ? (nationalDataOptOut.hasOptedOut ? 'Yes' : 'No') : '',
    died: death ? 'Yes' : '',
  }
}

type Item = { section: SectionName; body: unknown; isRetracted: boolean }

/** Of the newest versions of a person's items, those that a list has room for: where they live, the first telephone. */
export function bodiesForList(items: readonly Item[], today: LocalDate): ListBodies {
  const of = <Name extends ListSection>(section: Name): Body<Name>[] =>
    // Parsed by their section's schema before they came here.
    items
      .filter(item => item.section === section && !item.isRetracted && item.body !== null)
      .map(({ body }) => body as Body<Name>)
  const [address] = of('addresses')
    .filter(({ to }) => to === undefined || to >= today)
    .toSorted((a, b) => Number(b.kind === 'main') - Number(a.kind === 'main'))
  const [phone] = of('phones').toSorted((a, b) => (a.preference ?? 9) - (b.preference ?? 9))
  const share = of('consentToShare').find(
    ({ scope, organisation }) => scope === 'everyone_caring' && !organisation,
  )
  const found = {
    identity: of('identity')[0],
    addresses: address,
    phones: phone,
    gpPractice: of('gpPractice')[0],
    registerStatus: of('registerStatus')[0],
    primaryDiagnosis: of('primaryDiagnosis')[0],
    preferredPlaceOfCare: of('preferredPlaceOfCare')[0],
    preferredPlaceOfDeath: of('preferredPlaceOfDeath')[0],
    consentToShare: share,
    nationalDataOptOut: of('nationalDataOptOut')[0],
    death: of('death')[0],
  }
  // Every key is a section of its own body; those that hold nothing are left out.
  return Object.fromEntries(
    Object.entries(found).filter(([, body]) => body !== undefined && !isUnknown(body)),
  ) as ListBodies
}
