import { z } from 'zod'
import { type Instant, plusSeconds } from './time.ts'

/**
 * How soon somebody is to be there, from the moment it is decided. `minutes`: the target; null where a date is agreed instead. `offerMinutes`:
 * how long one team may take to answer before the next is asked; null where nobody is sent by an offer (999 is rung, a date is agreed).
 * Sources: domain guide 3.2 for the targets, 4.2 for the offers; of U5 it gives no offer, and an hour is as for U4.
 */
export const urgencies = {
  U0: {
    text: 'Life-threatening, and treatment is wanted, or somebody is not safe',
    minutes: 3,
    offerMinutes: null,
  },
  U1: {
    text: 'Severe distress in a dying person, or an emergency at home',
    minutes: 60,
    offerMinutes: 5,
  },
  U2: {
    text: 'Symptom out of control, pump stopped, retention, carer cannot go on',
    minutes: 120,
    offerMinutes: 10,
  },
  U3: {
    text: 'To be seen in this session',
    minutes: 240,
    offerMinutes: 20,
  },
  U4: { text: 'The same day or night', minutes: 360, offerMinutes: 60 },
  U5: { text: 'At the next planned contact', minutes: 1_440, offerMinutes: 60 },
  U6: { text: 'On a day that is agreed', minutes: null, offerMinutes: null },
} as const satisfies Record<string, { text: string; minutes: number | null; offerMinutes: number | null }>

export const Urgency = z.enum(['U0', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'])
export type Urgency = z.infer<typeof Urgency>

/** By when it is due if it is decided at `at`; null where a day is agreed. */
export function dueBy(urgency: Urgency, at: Instant): Instant | null {
  const { minutes } = urgencies[urgency]
  return minutes === null ? null : plusSeconds(at, minutes * 60)
}

/** Missing this target is a draft of an incident by itself (domain guide 4.4). */
export function isBreachAnIncident(urgency: Urgency): boolean {
  return urgency === 'U1' || urgency === 'U2'
}
