import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { parsePhone } from '#client/patients/core/typedPhone.ts'
import { OrganisationId } from '#shared/ids.ts'
import { isNhsNumber } from '#shared/nhsNumber.ts'
import type { ConsentValue } from '#shared/record/consent.ts'
import type { MayBeTold } from '#shared/record/people.ts'
import { Postcode } from '#shared/record/who.ts'
import type { AskedPart, Registration } from '#shared/registering.ts'
import { ageOn, type LocalDate, OLDEST_YEARS } from '#shared/time.ts'

/** A registration as it is typed. */
export type RegisterForm = {
  given: string
  family: string
  birthDate: string
  nhsNumber: string
  nhsNumberStatus: '' | '01' | '02' | '03'
  street: string
  postcode: string
  phone: string
  gpPractice: string
  carerName: string
  carerRelationship: string
  carerPhone: string
  carerMayBeTold: MayBeTold | ''
  diagnosis: string
  referredBy: string
  /** Null until somebody chooses: then it is the organisation of whoever registers. */
  organisationId: string | null
  reason: string
  register: ConsentValue | ''
  share: ConsentValue | ''
  tellCarers: ConsentValue | ''
  recording: ConsentValue | ''
  /** What was asked and is not known. */
  notKnown: readonly AskedPart[]
}

export const NOTHING_TYPED: RegisterForm = {
  given: '',
  family: '',
  birthDate: '',
  nhsNumber: '',
  nhsNumberStatus: '',
  street: '',
  postcode: '',
  phone: '',
  gpPractice: '',
  carerName: '',
  carerRelationship: '',
  carerPhone: '',
  carerMayBeTold: '',
  diagnosis: '',
  referredBy: '',
  organisationId: null,
  reason: '',
  register: '',
  share: '',
  tellCarers: '',
  recording: '',
  notKnown: [],
}

/** The form as it is read and sent: whoever registers refers from their own organisation, until they choose otherwise. */
export function referredFrom(
  form: RegisterForm,
  own: string | null,
): RegisterForm & { organisationId: string } {
  return { ...form, organisationId: form.organisationId ?? own ?? '' }
}

type Judged =
  | { kind: 'ready'; person: Registration }
  | { kind: 'wanting'; errors: { id: string; says: string }[] }

/** The form as it is sent, or what stops it, field by field. Only a name is needed. */
export function judgeRegistration(form: RegisterForm, today: LocalDate): Judged {
  const typed = Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]),
  ) as RegisterForm // the same keys, trimmed
  const digits = typed.nhsNumber.replace(/[\s-]/g, '')
  const birthDate = spokenDate(typed.birthDate, Number(today.slice(0, 4)))
  const years = birthDate ? ageOn(birthDate, today) : 0
  const postcode = Postcode.safeParse(typed.postcode)
  const hasCarer = typed.carerName !== '' || typed.carerRelationship !== '' || typed.carerPhone !== ''
  const wrong: [when: boolean, id: keyof RegisterForm, says: string][] = [
    [!typed.given && !typed.family, 'given', 'Type a name: as much of it as you know.'],
    [
      typed.birthDate !== '' && !birthDate,
      'birthDate',
      'There is no such day. Type the birth date day first, like 14 5 1955.',
    ],
    [
      years > OLDEST_YEARS,
      'birthDate',
      `By this birth date they would be ${years} years old: look at the year again.`,
    ],
    [digits !== '' && !isNhsNumber(digits), 'nhsNumber', 'That is not an NHS number: check the ten digits.'],
    [typed.postcode !== '' && !postcode.success, 'postcode', 'That does not look like a postcode.'],
    [
      typed.phone !== '' && !parsePhone(typed.phone),
      'phone',
      'That is no whole telephone number: check its digits.',
    ],
    [hasCarer && !typed.carerName, 'carerName', 'Type the carer’s name as well.'],
    [
      hasCarer && !typed.carerRelationship,
      'carerRelationship',
      'Type what they are to the person: wife, son, neighbour.',
    ],
    [
      typed.carerPhone !== '' && !parsePhone(typed.carerPhone),
      'carerPhone',
      'That is no whole telephone number: check its digits.',
    ],
    [
      typed.register === 'declined' || typed.register === 'withdrawn',
      'register',
      'They said no: do not register them. They can ring the line all the same.',
    ],
  ]
  const errors = wrong.filter(([when]) => when).map(([, id, says]) => ({ id: `register-${id}`, says }))
  if (errors.length > 0) return { kind: 'wanting', errors }
  const { register, share, tellCarers, recording } = typed
  const lines = typed.street
    .split(/[,\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .slice(0, 5)
  const organisationId = OrganisationId.safeParse(typed.organisationId).data
  const referral = {
    ...(typed.referredBy && { by: typed.referredBy }),
    ...(organisationId && { organisationId }),
    ...(typed.reason && { reason: typed.reason }),
  }
  return {
    kind: 'ready',
    person: {
      ...(typed.given && { given: typed.given }),
      ...(typed.family && { family: typed.family }),
      ...(birthDate && { birthDate }),
      ...(digits && { nhsNumber: digits, nhsNumberStatus: typed.nhsNumberStatus || ('02' as const) }),
      ...(lines.length > 0 && { addressLines: lines }),
      ...(postcode.success && { postcode: postcode.data }),
      ...(typed.phone && { phone: typed.phone }),
      ...(typed.gpPractice && { gpPractice: typed.gpPractice }),
      ...(hasCarer && {
        carer: {
          name: typed.carerName,
          relationship: typed.carerRelationship,
          ...(typed.carerPhone && { phone: typed.carerPhone }),
          ...(typed.carerMayBeTold && { mayBeTold: typed.carerMayBeTold }),
        },
      }),
      ...(typed.diagnosis && { diagnosis: typed.diagnosis }),
      ...(Object.keys(referral).length > 0 && { referral }),
      agreements: {
        ...(register && { register }),
        ...(share && { share }),
        ...(tellCarers && { tellCarers }),
        ...(recording && { recording }),
      },
      notKnown: Object.fromEntries(typed.notKnown.map(part => [part, 'not_known' as const])),
    },
  }
}
