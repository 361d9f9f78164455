import type { z } from 'zod'
import { type Choice, oneOf } from './record/coded.ts'
import type { Urgency } from './urgency.ts'

/** What a member of a community team must be able to do. Source: domain guide 7.1.4 and 4.1. */
export const skills = {
  verify_death: { text: 'Verify an expected death' },
  syringe_pump: { text: 'Set up and change a syringe pump' },
  give_medicines: { text: 'Give medicines by injection' },
  prescribe: { text: 'Prescribe, and write a chart' },
  certify_death: { text: 'Certify a death' },
  catheter_male: { text: 'Catheter, male' },
  catheter_female: { text: 'Catheter, female' },
  supply_medicines: { text: 'Supply palliative medicines' },
  lift_from_floor: { text: 'Lift somebody from the floor' },
  personal_care: { text: 'Personal care' },
  night_sitting: { text: 'Sit through the night' },
  specialist_advice: { text: 'Specialist palliative advice' },
  admit: { text: 'Admit to the hospice' },
  equipment: { text: 'Bring equipment' },
  oxygen: { text: 'See to oxygen' },
  mental_health_crisis: { text: 'See somebody in a mental health crisis' },
  pass_to_crew: { text: 'Pass word to an ambulance crew' },
} as const satisfies Record<string, Choice>
export const Skill = oneOf(skills)
export type Skill = z.infer<typeof Skill>

/** What kind of team it is; the order in which kinds are asked for a task is with the task's kind, below. */
export const teamKinds = {
  night_nursing: { text: 'Night nursing' },
  district_nursing: { text: 'District nursing' },
  hospice_at_home: { text: 'Hospice at home' },
  gp_out_of_hours: { text: 'Out-of-hours doctors' },
  gp_practice: { text: 'GP practice' },
  specialist_palliative: { text: 'Specialist palliative care' },
  hospice_ward: { text: 'Hospice ward' },
  pharmacy: { text: 'Pharmacy' },
  equipment: { text: 'Community equipment' },
  oxygen: { text: 'Oxygen supplier' },
  personal_care: { text: 'Personal care and night sitters' },
  falls: { text: 'Falls response' },
  /** A backstop: only if nobody of palliative care can (domain guide 3.2). */
  urgent_response: { text: 'Urgent community response' },
  ambulance_control: { text: 'Ambulance control' },
  crisis: { text: 'Mental health crisis team' },
  social_care: { text: 'Social care' },
} as const satisfies Record<string, Choice>
export const TeamKind = oneOf(teamKinds)
export type TeamKind = z.infer<typeof TeamKind>

type Work = Choice & {
  /** Whom to ask, the first first. */
  teams: readonly TeamKind[]
  /** What whoever goes must be able to do; where several would do, one of them is named when it is raised. */
  skills: readonly Skill[]
  /** The urgencies that are usual, the one that is offered first at the beginning. */
  usual: readonly [Urgency, ...Urgency[]]
  /** Nobody goes anywhere: it is done by telephone or at a desk. */
  isRemote?: true
}

/** What is asked of a community team. Source: domain guide 4.1. Rings, hearing a message and what follows a death are tasks of the line itself. */
export const workKinds = {
  symptom_visit: {
    text: 'Visit for a symptom',
    teams: ['night_nursing', 'district_nursing', 'hospice_at_home', 'gp_out_of_hours', 'urgent_response'],
    skills: [],
    usual: ['U2', 'U1', 'U3'],
  },
  syringe_pump: {
    text: 'Syringe pump: set up, or a fault',
    teams: ['night_nursing', 'district_nursing', 'hospice_at_home'],
    skills: ['syringe_pump'],
    usual: ['U2'],
  },
  catheter: {
    text: 'Catheter',
    teams: ['night_nursing', 'district_nursing', 'urgent_response'],
    skills: [],
    usual: ['U2', 'U3'],
  },
  verify_death: {
    text: 'Verify a death',
    teams: ['night_nursing', 'district_nursing', 'hospice_at_home', 'gp_out_of_hours'],
    skills: ['verify_death'],
    usual: ['U3'],
  },
  give_medicines: {
    text: 'Give medicines',
    teams: ['night_nursing', 'district_nursing', 'hospice_at_home'],
    skills: ['give_medicines'],
    usual: ['U1', 'U2'],
  },
  prescription: {
    text: 'Prescription or chart',
    teams: ['gp_out_of_hours', 'gp_practice', 'hospice_at_home'],
    skills: ['prescribe'],
    usual: ['U4', 'U1', 'U2', 'U3'],
  },
  drug_supply: {
    text: 'Bring medicines',
    teams: ['pharmacy'],
    skills: ['supply_medicines'],
    usual: ['U2'],
  },
  gp_visit: {
    text: 'Visit by a doctor',
    teams: ['gp_out_of_hours', 'gp_practice'],
    skills: [],
    usual: ['U2', 'U1', 'U3', 'U4'],
  },
  specialist_advice: {
    text: 'Specialist advice by telephone',
    teams: ['specialist_palliative', 'hospice_ward'],
    skills: ['specialist_advice'],
    usual: ['U2'],
    isRemote: true,
  },
  hospice_admission: {
    text: 'Admission to the hospice',
    teams: ['hospice_ward'],
    skills: ['admit'],
    usual: ['U3', 'U2', 'U4'],
    isRemote: true,
  },
  equipment: {
    text: 'Equipment: bed, mattress, commode',
    teams: ['equipment'],
    skills: ['equipment'],
    usual: ['U4', 'U3', 'U5'],
  },
  oxygen: { text: 'Oxygen fault', teams: ['oxygen'], skills: ['oxygen'], usual: ['U2'] },
  personal_care: {
    text: 'Personal care or night sitter',
    teams: ['personal_care', 'hospice_at_home'],
    skills: ['personal_care'],
    usual: ['U3', 'U2', 'U4', 'U5'],
  },
  falls_pickup: {
    text: 'Fallen: lift from the floor',
    teams: ['falls', 'urgent_response'],
    skills: ['lift_from_floor'],
    usual: ['U1', 'U2'],
  },
  welfare_check: {
    text: 'See that somebody is safe',
    teams: ['district_nursing', 'night_nursing', 'urgent_response', 'social_care'],
    skills: [],
    usual: ['U2', 'U1', 'U3'],
  },
  carer_support: {
    text: 'Help for the carer, or respite',
    teams: ['hospice_at_home', 'personal_care', 'social_care', 'crisis'],
    skills: [],
    usual: ['U5', 'U2', 'U3'],
  },
  social_care: {
    text: 'Social care',
    teams: ['social_care'],
    skills: [],
    usual: ['U5', 'U4'],
    isRemote: true,
  },
  safeguarding: {
    text: 'Safeguarding',
    teams: ['social_care'],
    skills: [],
    usual: ['U4', 'U2', 'U3'],
    isRemote: true,
  },
  ambulance_information: {
    text: 'Word to the ambulance crew',
    teams: ['ambulance_control'],
    skills: ['pass_to_crew'],
    usual: ['U0'],
    isRemote: true,
  },
  advance_care_planning: {
    text: 'Talk about wishes, or bring the record up to date',
    teams: ['gp_practice', 'specialist_palliative', 'district_nursing'],
    skills: [],
    usual: ['U5', 'U6'],
  },
} as const satisfies Record<string, Work>
export const WorkKind = oneOf(workKinds)
export type WorkKind = z.infer<typeof WorkKind>

/** What is asked for although, or because, somebody has died. */
const AFTER_DEATH: readonly WorkKind[] = [
  'verify_death',
  'prescription',
  'gp_visit',
  'equipment',
  'oxygen',
  'carer_support',
  'safeguarding',
  'ambulance_information',
  'welfare_check',
]
/** Whether somebody is still sent when the person has died: a certificate, a bed to be fetched, those who are left. */
export function outlivesDeath(kind: WorkKind): boolean {
  return AFTER_DEATH.includes(kind)
}

/** Why a team says no. Source: domain guide 4.2. */
export const declineReasons = {
  wrong_area: { text: 'Not our area' },
  no_capacity: { text: 'Nobody is free' },
  outside_hours: { text: 'Outside our hours' },
  outside_skill: { text: 'Needs a skill we do not have' },
  missing_chart: { text: 'There is no chart' },
  missing_drugs: { text: 'The medicines are not there' },
  safety: { text: 'Not safe to go' },
  not_our_patient: { text: 'Not our patient' },
  /** By text or by a key nobody can say more. */
  not_said: { text: 'No reason was given' },
} as const satisfies Record<string, Choice>
export const DeclineReason = oneOf(declineReasons)
export type DeclineReason = z.infer<typeof DeclineReason>
