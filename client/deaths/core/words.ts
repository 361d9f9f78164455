import type { DeathForm } from './deathForm.ts'

/**
 * What to say and do now, for what was answered so far: the order of the death protocol (domain guide 3.5). Content for local
 * sign-off.
 */
export function adviceFor({ wasExpected, ambulance }: DeathForm): string[] {
  return [
    ...(wasExpected === 'no' ? ['Not expected: 999, and your local policy. Ask them to move nothing.'] : []),
    ...(ambulance === 'on_its_way' || ambulance === 'there'
      ? [
          'A crew is coming or there: ask them to have the paper to hand, and ring ambulance control with the decision and where the paper is. They are not doing wrong.',
        ]
      : []),
  ]
}

/** Minutes and seconds that are left, as '9:05'. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
