import { showMoment } from '#shared/days.ts'
import { type ConsentValue, consentValues } from '#shared/record/consent.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

/** What is read of a record to say what may be shared, and to change it. */
export const SHARING_SECTIONS = [
  'consentToRegister',
  'consentToShare',
  'consentToTellCarers',
  'consentToRecording',
  'sharingRestrictions',
  'personalContacts',
  'registerStatus',
] as const satisfies readonly SectionName[]

/**
 * With whom one item of `consentToShare` lets the record be shared. Names are in small letters: people write them as they like.
 * `fromAt`: when a yes begins; until then it is as a no. A no holds at once, whatever day stands beside it.
 */
export type Agreement = {
  scope: string
  organisation: string | null
  agrees: boolean
  fromAt: Instant | null
}

/** What one item of `sharingRestrictions` forbids. By any of `names` the one it is against is known. */
export type Restriction = {
  against: Body<'sharingRestrictions'>['against']['kind']
  names: string[]
  rule: Body<'sharingRestrictions'>['rule']
  sections: string[]
  fromAt: string | null
  untilOn: string | null
}

/**
 * Only these let anybody see anything: given by the person, by somebody who may decide for them, or decided in their best
 * interests. Not asked and not settled is not a yes. Source: domain guide 2.7.
 */
export const AGREEING: readonly ConsentValue[] = [
  'given_by_person',
  'given_by_attorney_or_deputy',
  'best_interests_decision',
]

export function doesAgree(value: ConsentValue): boolean {
  return AGREEING.includes(value)
}

/** When a yes begins that is dated for later than this moment; undefined where it holds already, and of a no, which holds at once. */
export function beginsLater(
  { value, from }: { value: ConsentValue; from?: Instant | undefined },
  at: Instant,
): Instant | undefined {
  return doesAgree(value) && from !== undefined && from > at ? from : undefined
}

/** 'Agreed by the person'; of a yes that begins later: 'Agreed by the person, from 3-Dec-2026 14:00'. */
export function agreementInWords(agreement: Parameters<typeof beginsLater>[0], at: Instant): string {
  const { text } = consentValues[agreement.value]
  const later = beginsLater(agreement, at)
  return later ? `${text}, from ${showMoment(later)}` : text
}

/** How an agreement is said in the middle of a sentence: 'agreed by the person'. */
export function agreementWords(value: ConsentValue): string {
  const { text } = consentValues[value]
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** When a yes of one of the other agreements begins, as it was said; null of one without a day, and of a no. */
export function beginningOf(
  body: { value: ConsentValue; from?: Instant | undefined } | undefined,
): Instant | null {
  return body && doesAgree(body.value) ? (body.from ?? null) : null
}

export function agreementOf(body: Body<'consentToShare'> | undefined): Agreement | null {
  if (!body) return null
  const agrees = doesAgree(body.value)
  const fromAt = agrees ? (body.from ?? null) : null
  return { scope: body.scope, organisation: folded(body.organisation), agrees, fromAt }
}

export function restrictionOf(body: Body<'sharingRestrictions'> | undefined): Restriction | null {
  if (!body || body.endedAt) return null
  return {
    against: body.against.kind,
    names: namesOf(body.against),
    rule: body.rule,
    sections: [...(body.sections ?? [])],
    fromAt: body.from ?? null,
    untilOn: body.until ?? null,
  }
}

function namesOf(against: Body<'sharingRestrictions'>['against']): string[] {
  switch (against.kind) {
    case 'organisation':
      return [against.name.toLowerCase(), ...(against.odsCode ? [against.odsCode] : [])]
    case 'person':
      return [against.name.toLowerCase(), ...(against.staffId ? [against.staffId] : [])]
    case 'scope':
      return [against.scope]
    case 'section':
      return [against.section]
    default:
      return against satisfies never
  }
}

function folded(name: string | undefined): string | null {
  return name === undefined ? null : name.toLowerCase()
}
