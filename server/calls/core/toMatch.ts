import type { Identifier, IdentityMatch, Said } from '#shared/calls.ts'
import type { PatientId } from '#shared/ids.ts'
import type { IdentityResult, Marks } from '#shared/patients.ts'

export type Shown = {
  patientId: PatientId
  name: string | null
  initials: string
  birthMonth: string
  age: number | null
  deceased: boolean
  /** How a search found them. */
  marks: Marks
}

/** One person as held against what was said: what matched, what did not and what could not be compared, never the record's own value. */
export function toMatch(person: Shown, said: Said, { checks, isEnough }: IdentityResult): IdentityMatch {
  const those = (...results: IdentityResult['checks'][number]['result'][]) =>
    checks.flatMap(({ check, result }) => (results.includes(result) ? [IDENTIFIER[check]] : []))
  const matched = those('match')
  const saidName = matched.includes('name') ? said.name : undefined
  return {
    patientId: person.patientId,
    label: person.name ?? saidName ?? person.initials,
    birthMonth: person.birthMonth,
    age: person.age,
    deceased: person.deceased,
    matched,
    notMatched: those('no_match'),
    notCompared: those('not_recorded', 'not_used'),
    inPart: those('partly'),
    marks: person.marks,
    isEnough,
    differences: [],
  }
}

const IDENTIFIER = {
  fullName: 'name',
  birthDate: 'birth_date',
  addressOrPostcode: 'address',
  nhsNumber: 'nhs_number',
  phrase: 'phrase',
} as const satisfies Record<IdentityResult['checks'][number]['check'], Identifier>
