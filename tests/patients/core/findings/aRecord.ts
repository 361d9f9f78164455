import { expect, test } from 'vitest'
import { findingsOf } from '#server/patients/core/findings/findingsOf.ts'
import type { FindingRule } from '#server/patients/core/findings/rule.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Finding } from '#shared/record/findings.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { aContact, aReading, entry, itemNo, NOW } from '../entries.ts'

const at = '2026-11-01T09:00:00.000Z'
const given = { value: 'given_by_person' } as const

/** A record in which there is nothing to find. The person is stable, at home with a daughter. */
const CALM: readonly Entry[] = [
  entry('identity', { name: { given: 'Margaret' }, birthDate: '1948-03-09' }),
  entry('registerStatus', { status: 'active' }),
  entry('referral', { by: 'Dr Loud Author', on: '2026-09-01', consentRecorded: true }),
  entry('primaryDiagnosis', { text: 'Heart failure' }),
  entry('gpPractice', { name: 'Loud Surgery' }),
  entry('addresses', { kind: 'main', lines: ['1 Loud Street'] }),
  entry('cprDecision', {
    decision: 'not_for',
    decidedOn: '2026-10-01',
    isIndefinite: true,
    paperLocation: 'Drawer',
  }),
  entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
  entry('carerSupport', { support: 'lives_with' }),
  entry('allergies', { kind: 'none_known' }),
  aContact({ roles: ['main_carer'] }),
  entry('phaseOfIllness', { phase: 'stable', at }),
  aBox(),
  entry('consentToRegister', given),
  entry('consentToShare', { scope: 'everyone_caring', ...given }),
  entry('consentToTellCarers', given),
  entry('consentToRecording', given),
  entry('reviewDates', { nextReviewOn: '2026-12-20' }),
]

/** Medicines in the house that are good, plentiful and on a chart. */
export function aBox(changes: Partial<Body<'anticipatoryMedicines'>> = {}): Entry {
  return entry('anticipatoryMedicines', {
    state: 'issued',
    items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 10, expiresOn: '2027-09-01' }],
    chartPresent: true,
    chartExpiresOn: '2027-02-01',
    ...changes,
  })
}

export function aMedicine(changes: Partial<Body<'anticipatoryMedicines'>['items'][number]>): Entry {
  return aBox({ items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 10, ...changes }] })
}

/** One measurement, a day of this November. */
export function phase(name: Body<'phaseOfIllness'>['phase'], day = 10): Entry {
  const on = `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`
  return entry('phaseOfIllness', { phase: name, at: on }, { itemId: itemNo(day) })
}

export function wish(place: Body<'preferredPlaceOfDeath'>['first']['place']): Entry {
  return entry('preferredPlaceOfDeath', { first: { place } })
}

/** Nothing at all is written in these sections. */
export type Nothing = { nothingIn: SectionName[] }
export const nothingIn = (...sections: SectionName[]): Nothing => ({ nothingIn: sections })

/** The calm record with these entries instead of what it has in their sections. */
export function found(changes: readonly (Entry | Nothing)[], asOf: Instant = NOW): Finding[] {
  const entries = changes.filter(one => 'section' in one)
  const emptied = changes.flatMap(one => ('nothingIn' in one ? one.nothingIn : []))
  const replaced = new Set<SectionName>([...entries.map(one => one.section), ...emptied])
  return findingsOf(aReading([...CALM.filter(one => !replaced.has(one.section)), ...entries], asOf))
}

export type Case = [name: string, ...changes: (Entry | Nothing)[]]
/** By the key of a rule: records in which it finds something, at its usual urgency or another, and others in which not. */
export type RuleTable = Record<string, { fires: Case[]; moreUrgent?: Case[]; silent: Case[] }>

/** Every rule of the list is shown to fire and shown not to. */
export function testRules(rules: readonly FindingRule[], table: RuleTable): void {
  test('every rule is in the table, and nothing else', () => {
    expect(Object.keys(table).toSorted()).toEqual(rules.map(rule => rule.key).toSorted())
  })

  const cases = (which: 'fires' | 'moreUrgent' | 'silent') =>
    Object.entries(table).flatMap(([key, one]) =>
      (one[which] ?? []).map(([name, ...changes]) => ({ key, name, changes })),
    )

  test.each(cases('fires'))('$key fires: $name', ({ key, changes }) => {
    const rule = rules.find(one => one.key === key)

    expect(found(changes).find(one => one.key === key)).toMatchObject({ key, urgency: rule?.urgency })
  })

  test.each(cases('moreUrgent'))('$key fires, and now: $name', ({ key, changes }) => {
    expect(found(changes).find(one => one.key === key)?.urgency).toBe('now')
  })

  test.each(cases('silent'))('$key is silent: $name', ({ key, changes }) => {
    expect(found(changes).map(one => one.key)).not.toContain(key)
  })
}
