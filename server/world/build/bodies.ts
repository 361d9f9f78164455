import type { z } from 'zod'
import type { sections } from '#shared/record/sections.ts'
import type { Phone } from '#shared/record/who.ts'
import type { Calendar } from './calendar.ts'
import { contactIdOf } from './ids.ts'
import type { Writer, Written } from './sitting.ts'

export type ContactBody = z.input<typeof sections.personalContacts.schema>
export type ProfessionalBody = z.input<typeof sections.professionalContacts.schema>
type Cpr = z.input<typeof sections.cprDecision.schema>
type Respect = z.input<typeof sections.respect.schema>
type Places = z.input<typeof sections.preferredPlaceOfDeath.schema>
type Place = Places['first']['place'] | Places['first']
type Aware = 'yes' | 'partly' | 'no'

/** Somebody around the person. What they may be told rests on the person's own word unless the entry says otherwise. */
export function contact(
  name: string,
  relationship: string,
  told: NonNullable<ContactBody['mayBeTold']>,
  phones: Phone[],
  more: Partial<ContactBody> = {},
): ContactBody {
  const basis = typeof told === 'string' ? { mayBeToldBasis: 'given_by_person' as const } : {}
  return { name, relationship, roles: ['carer'], phones, mayBeTold: told, ...basis, ...more }
}

/** A DNACPR decision of so many days ago. */
export function notForCpr(
  t: Calendar,
  daysAgo: number,
  by: Writer,
  paperLocation: string,
  more: Partial<Cpr> = {},
): Cpr {
  return {
    decision: 'not_for',
    clinician: by.author.name,
    clinicianRole: by.author.role,
    decidedOn: t.day(-daysAgo),
    isIndefinite: true,
    paperLocation,
    ...more,
  }
}

/** A ReSPECT form, version 3, signed so many days ago. */
export function respectForm(
  t: Calendar,
  daysAgo: number,
  by: Writer,
  more: Omit<Respect, 'isPresent'>,
): Respect {
  return {
    isPresent: true,
    formVersion: '3',
    hadCapacity: 'yes',
    signedBy: by.author.name,
    signedRole: by.author.role,
    signedOn: t.day(-daysAgo),
    ...more,
  }
}

/** Where the person wants to be cared for and where to die, with a second choice for the dying. */
export function places(
  care: Place,
  death: Place,
  second?: Place,
): Pick<Written, 'preferredPlaceOfCare' | 'preferredPlaceOfDeath'> {
  const full = (place: Place) => (typeof place === 'string' ? { place } : place)
  return {
    preferredPlaceOfCare: { first: full(care) },
    preferredPlaceOfDeath: { first: full(death), ...(second ? { second: full(second) } : {}) },
  }
}

/** Who knows that time is short, and whether they know of the CPR decision. */
export function aware(person: Aware, carer: Aware, ofCpr?: Aware, note?: string): Written['awareness'] {
  return {
    personAwareOfPrognosis: person,
    carerAwareOfPrognosis: carer,
    ...(ofCpr ? { personAwareOfCprDecision: ofCpr, carerAwareOfCprDecision: ofCpr } : {}),
    ...(note ? { note } : {}),
  }
}

/** Problems beside the main diagnosis, by their order. */
export function problems(...texts: string[]): Written['problems'] {
  return Object.fromEntries(texts.map((text, n) => [`problem-${n + 1}`, { text, isActive: true }]))
}

export function allergy(
  substance: string,
  reaction: string,
  severity: 'mild' | 'moderate' | 'severe' | 'life_threatening' = 'moderate',
) {
  return { kind: 'allergy', substance, reaction, severity, certainty: 'confirmed' } as const
}

export const noneKnown = { none: { kind: 'none_known' } } as const

/** How the carer copes, 0 to 4, as said so many days ago. */
export function strain(
  t: Calendar,
  person: string,
  carer: string,
  daysAgo: number,
  score: number,
  note?: string,
): Written['carerStrain'] {
  return {
    [`days-${daysAgo}`]: {
      strain: score,
      contactItem: contactIdOf(person, carer),
      on: t.day(-daysAgo),
      ...(note ? { note } : {}),
    },
  }
}

/** Professionals from the line's own list, by their names there; the first is the key worker. */
export function careTeam(...members: ProfessionalBody[]): Written['professionalContacts'] {
  return Object.fromEntries(
    members.map((member, n) => [`member-${n + 1}`, { ...member, ...(n === 0 ? { isKeyWorker: true } : {}) }]),
  )
}
