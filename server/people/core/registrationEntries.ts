import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import { parseBody, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { AskedPart, Registration } from '#shared/registering.ts'
import type { IdentifyingFacts } from '#shared/sideBySide.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

/** A registration whose telephones were read, and whose organisations were looked up. */
export type Ready = {
  person: Registration
  phone?: E164
  carerPhone?: E164
  /** By its name the organisation that refers, and the practice's code where it is one of the line's. */
  referredBy?: string
  practiceCode?: string
}

type Writing = {
  patientId: string
  author: Author
  source: Source
  at: Instant
  today: LocalDate
  newId: () => string
  /** The versions of items that are there already, of somebody provisional: section to version. */
  versions: ReadonlyMap<SectionName, number>
}

const AGREED: readonly string[] = [
  'given_by_person',
  'given_by_attorney_or_deputy',
  'best_interests_decision',
]
const SECTION_OF: Readonly<Partial<Record<AskedPart, SectionName>>> = {
  address: 'addresses',
  phone: 'phones',
  gpPractice: 'gpPractice',
  carer: 'personalContacts',
  diagnosis: 'primaryDiagnosis',
}

/**
 * Every entry with which a record begins, or with which a provisional one becomes that of somebody registered. What nobody asked
 * is left out, and the record says that nothing is recorded; what was asked and is not known says so. Whoever has not agreed to
 * be on the register is referred, and not on it yet. Each entry carries its author, source and time.
 */
export function registrationEntries(ready: Ready, writing: Writing): EntryToWrite[] {
  const { person, phone, carerPhone, referredBy, practiceCode } = ready
  const { given, family, carer, agreements, notKnown, referral } = person
  const { today, patientId } = writing
  const isAgreed = agreements.register !== undefined && AGREED.includes(agreements.register)
  const identity = {
    name: { ...(given && { given }), ...(family && { family }) },
    birthDate: person.birthDate ?? { unknown: notKnown.birthDate ?? 'not_asked' },
    ...(person.nhsNumber && {
      nhsNumber: person.nhsNumber,
      nhsNumberStatus: person.nhsNumberStatus ?? '02',
    }),
  }
  const address = person.addressLines?.length || person.postcode
  return [
    entry('identity', identity),
    entry('registerStatus', { status: isAgreed ? 'active' : 'referred', since: today }),
    entry('referral', {
      by: referral?.by ?? writing.author.name,
      ...(referral?.by ? {} : { role: writing.author.role }),
      organisation: referredBy ?? writing.author.organisation,
      on: today,
      ...(referral?.reason && { reason: referral.reason }),
      consentRecorded: isAgreed,
    }),
    entry('consentToRegister', { value: agreements.register ?? 'not_yet_asked' }),
    ...(agreements.share
      ? [entry('consentToShare', { scope: 'everyone_caring', value: agreements.share })]
      : []),
    ...(agreements.tellCarers ? [entry('consentToTellCarers', { value: agreements.tellCarers })] : []),
    ...(agreements.recording ? [entry('consentToRecording', { value: agreements.recording })] : []),
    ...(address
      ? [
          entry('addresses', {
            kind: 'main',
            lines: person.addressLines?.length ? person.addressLines : [person.postcode],
            ...(person.postcode && { postcode: person.postcode }),
          }),
        ]
      : []),
    ...(phone ? [entry('phones', { number: phone, use: phone.startsWith('+447') ? 'mobile' : 'home' })] : []),
    ...(person.gpPractice
      ? [entry('gpPractice', { name: person.gpPractice, ...(practiceCode && { odsCode: practiceCode }) })]
      : []),
    ...(carer
      ? [
          entry('personalContacts', {
            name: carer.name,
            relationship: carer.relationship,
            roles: ['carer'],
            phones: carerPhone
              ? [{ number: carerPhone, use: carerPhone.startsWith('+447') ? 'mobile' : 'home' }]
              : [],
            mayBeTold: carer.mayBeTold ?? { unknown: 'not_asked' },
          }),
        ]
      : []),
    ...(person.diagnosis ? [entry('primaryDiagnosis', { text: person.diagnosis })] : []),
    ...Object.entries(SECTION_OF).flatMap(([part, section]) => {
      const why = notKnown[part as AskedPart] // the keys of SECTION_OF
      return why && !has(part as AskedPart, person) ? [entry(section, undefined, why)] : []
    }),
  ]

  function entry(
    section: SectionName,
    body: unknown,
    knownState: EntryToWrite['knownState'] = 'known',
  ): EntryToWrite {
    const isSingle = sectionOf(section).cardinality === 'one'
    const expectedVersion = isSingle ? (writing.versions.get(section) ?? 0) : 0
    const parsed = body === undefined ? undefined : parseBody(section, body)
    if (parsed && !parsed.success)
      throw new Error(`a registration made no ${section}`, { cause: parsed.error })
    return {
      section,
      itemId: isSingle ? patientId : writing.newId(),
      expectedVersion,
      change: expectedVersion === 0 ? 'added' : 'changed',
      knownState,
      ...(parsed && { body: parsed.data }),
      author: writing.author,
      source: writing.source,
      recordedAt: writing.at,
    }
  }
}

function has(part: AskedPart, person: Registration): boolean {
  switch (part) {
    case 'address':
      return Boolean(person.addressLines?.length || person.postcode)
    default:
      return person[part] !== undefined
  }
}

/** The facts by which it is looked who may already be the same. */
export function factsOf({ person, phone, carerPhone }: Ready): IdentifyingFacts {
  const { given, family, carer } = person
  const phones = [phone, carerPhone].filter(number => number !== undefined)
  return {
    ...(given || family ? { name: { ...(given && { given }), ...(family && { family }) } } : {}),
    ...(person.birthDate && { birthDate: person.birthDate }),
    ...(person.nhsNumber && { nhsNumber: person.nhsNumber }),
    ...(person.addressLines?.length ? { addressLines: person.addressLines } : {}),
    ...(person.postcode && { postcode: person.postcode }),
    ...(phones.length > 0 ? { phones } : {}),
    ...(person.gpPractice && { gpPractice: person.gpPractice }),
    ...(carer ? { carers: [`${carer.name}, ${relationshipInWords(carer.relationship)}`] } : {}),
  }
}

/** What stops a registration, by field; empty when nothing does. Phones are read elsewhere. */
export function wanting({ given, family, agreements }: Registration): Record<string, string> {
  return {
    ...(given || family ? {} : { family: 'Write a name: as much of it as you know.' }),
    ...(agreements.register === 'declined' || agreements.register === 'withdrawn'
      ? { 'agreements.register': 'They said no: do not register them. They can ring the line all the same.' }
      : {}),
  }
}
