import type { z } from 'zod'
import type { sections } from '#shared/record/sections.ts'
import type { Phone } from '#shared/record/who.ts'
import type { Calendar } from './calendar.ts'

export type ContactBody = z.input<typeof sections.personalContacts.schema>
export type ProfessionalBody = z.input<typeof sections.professionalContacts.schema>
type Anticipatory = z.input<typeof sections.anticipatoryMedicines.schema>
type AnticipatoryItem = Anticipatory['items'][number]
type Cpr = z.input<typeof sections.cprDecision.schema>

/** Somebody around the person. `told` rests on the person's own word unless the entry says otherwise. */
export function contact(
  name: string,
  relationship: string,
  told: NonNullable<ContactBody['mayBeTold']>,
  phones: Phone[],
  more: Partial<ContactBody> = {},
): ContactBody {
  return {
    name,
    relationship,
    roles: ['carer'],
    phones,
    mayBeTold: told,
    ...(typeof told === 'string' ? { mayBeToldBasis: 'given_by_person' as const } : {}),
    ...more,
  }
}

/** The four usual medicines "just in case", named as the chart in the house names them. Doses are on the chart only. */
export function justInCase(
  t: Calendar,
  {
    state = 'issued',
    issued,
    expires = 240,
    chartExpires,
    place,
    left = 10,
    isRenal = false,
    ...more
  }: {
    state?: Anticipatory['state']
    issued: number
    expires?: number
    chartExpires?: number
    place: string
    left?: number
    isRenal?: boolean
  } & Pick<Anticipatory, 'carerMayGive' | 'mayBeGivenBy' | 'note'>,
): Anticipatory {
  const item = (
    drug: string,
    indication: string,
    strength: string,
    quantityLeft = left,
  ): AnticipatoryItem => ({
    drug,
    form: 'ampoule',
    strength,
    route: 'subcutaneous',
    indication,
    quantityLeft,
    expiresOn: t.day(expires),
    ...(isRenal ? { isRenalVariant: true } : {}),
  })
  return {
    state,
    issuedOn: t.day(-issued),
    items: [
      isRenal
        ? item('Oxycodone', 'pain or breathlessness', '10 mg/ml')
        : item('Morphine sulfate', 'pain or breathlessness', '10 mg/ml'),
      item('Levomepromazine', 'nausea or vomiting', '25 mg/ml', Math.ceil(left / 2)),
      item('Midazolam', 'agitation or distress', '10 mg/2 ml'),
      item('Glycopyrronium', 'noisy secretions', '200 micrograms/ml'),
    ],
    chartPresent: chartExpires !== undefined,
    ...(chartExpires === undefined ? {} : { chartExpiresOn: t.day(chartExpires) }),
    placeInHouse: place,
    mayBeGivenBy: 'community nurses',
    ...more,
  }
}

/** A DNACPR decision of so many days ago. */
export function notForCpr(
  t: Calendar,
  daysAgo: number,
  clinician: { author: { name: string; role: string } },
  paperLocation: string,
  more: Partial<Cpr> = {},
): Cpr {
  return {
    decision: 'not_for',
    clinician: clinician.author.name,
    clinicianRole: clinician.author.role,
    decidedOn: t.day(-daysAgo),
    isIndefinite: true,
    paperLocation,
    ...more,
  }
}
