import { standingOf } from '#server/patients/core/standing/standingOf.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'
import type { PaperStanding } from '#shared/record/validity.ts'
import { aReading, entry, itemNo } from '../entries.ts'

export const ADRT = itemNo(1)
export const LPA = itemNo(2)

/** Born in 1948, so of age in every paper below unless a test says otherwise. */
export const aPerson = entry('identity', { name: { given: 'Margaret' }, birthDate: '1948-03-09' })

/** A refusal of life-sustaining treatment with nothing missing. */
export function anAdrt(changes: Partial<Body<'adrt'>> = {}): Entry {
  return entry(
    'adrt',
    {
      treatment: 'A breathing machine',
      isLifeSustaining: true,
      hadCapacity: true,
      isWritten: true,
      isSigned: true,
      isWitnessed: true,
      statesEvenIfLifeAtRisk: true,
      madeOn: '2020-05-01',
      paperLocation: 'Bureau',
      ...changes,
    },
    { itemId: ADRT },
  )
}

/** A registered power of attorney for health, made before the advance decision above. */
export function anLpa(changes: Partial<Body<'lpa'>> = {}): Entry {
  return entry(
    'lpa',
    {
      kind: 'health_and_welfare',
      attorneys: [{ name: 'Ann Ellis' }],
      mayDecideLifeSustaining: true,
      madeOn: '2017-01-10',
      registeredOn: '2017-04-02',
      paperLocation: 'Solicitor',
      ...changes,
    },
    { itemId: LPA },
  )
}

export function anAssessment(changes: Partial<Body<'capacity'>> = {}, number = 10): Entry {
  return entry(
    'capacity',
    {
      decision: 'Going into hospital',
      hasCapacity: 'no',
      assessor: 'Dr Loud Author',
      assessedAt: '2026-11-10T10:00:00.000Z',
      basis: 'Could not keep it in mind',
      ...changes,
    },
    { itemId: itemNo(number) },
  )
}

/** A DNACPR decision with nothing missing. */
export function aCprDecision(changes: Partial<Body<'cprDecision'>> = {}): Entry {
  return entry('cprDecision', {
    decision: 'not_for',
    reason: 'It would not work',
    informed: ['Ann Ellis'],
    involved: ['person'],
    clinician: 'Dr Loud Author',
    decidedOn: '2026-10-01',
    isIndefinite: true,
    paperLocation: 'Kitchen drawer',
    ...changes,
  })
}

export function aRespect(changes: Partial<Body<'respect'>> = {}): Entry {
  return entry('respect', {
    isPresent: true,
    cpr: 'not_recommended',
    signedBy: 'Dr Loud Author',
    signedOn: '2026-10-01',
    paperLocation: 'Kitchen drawer',
    ...changes,
  })
}

/** How the first of these stands beside the others, and beside who the person is. */
export function standing(paper: Entry, ...others: Entry[]): PaperStanding | undefined {
  return standingOf(paper, aReading([aPerson, paper, ...others]))
}

/** Its state and the keys of every reason. */
export function stateAndKeys(found: PaperStanding | undefined): [string | undefined, string[]] {
  return [found?.state, found?.reasons.map(reason => reason.key) ?? []]
}
