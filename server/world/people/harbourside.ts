import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Harbourside: four doors, four illnesses. */
export const harbourside = (t: Calendar): Person[] => [
  {
    key: 'wai-lin-chen',
    line: 'marram',
    who: { title: 'Mrs', given: 'Wai-Lin', family: 'Chen', born: '1952-02-18' },
    gender: '2',
    ethnicity: 'Chinese',
    religion: 'Buddhist',
    home: { lines: ['5 Harbourside', 'Marram Bay'], postcode: 'MZ2 3HS' },
    phones: { home: homePhone(marramNumber(580), { preference: 1, note: 'The restaurant' }) },
    practice: practices.staithe,
    referred: referred(by.hospital, 48, '12:40', 'Liver cancer with hepatitis B.'),
    welcome: welcomed(by.comfort, 5, '12:00', 'Through the interpreter: my son decides.'),
    sittings: [
      wrote(by.hospital, t.at(-47, '13:00'), {
        primaryDiagnosis: { text: 'Hepatocellular carcinoma', since: t.day(-150) },
        problems: problems('Hepatitis B'),
        allergies: noneKnown,
        interpreter: { isNeeded: true, language: 'Cantonese', genderPreference: 'female' },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.gpStaithe,
        t.at(-21, '14:00'),
        {
          cprDecision: 'not_asked',
          ...places('home', 'hospital'),
          personalContacts: {
            ken: contact('Kenneth Chen', 'Son', 'all', [mobile(581)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
          },
          awareness: aware(
            'no',
            'yes',
            undefined,
            'The son asks that she is not told; she has not asked. To be talked about again.',
          ),
          carerSupport: { support: 'lives_with' },
          professionalContacts: rounds.coast,
          spiritualCultural: {
            faith: 'Buddhist',
            atEndOfLife: 'Quiet; the body not moved for eight hours if it can be.',
          },
        },
        'Kenneth Chen',
      ),
    ],
  },
  {
    key: 'owen-bright',
    line: 'marram',
    who: { title: 'Mr', given: 'Owen', family: 'Bright', born: '1993-04-27' },
    gender: '1',
    pronouns: 'he/they',
    ethnicity: 'White British',
    home: { lines: ['Flat 4, 11 Harbourside', 'Marram Bay'], postcode: 'MZ2 3HS' },
    phones: { mobile: mobile(591, { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(
      by.hospital,
      31,
      '16:20',
      'Cystic fibrosis with a rare gene; no medicine fits. Off the transplant list.',
    ),
    welcome: welcomed(by.hugh, 1, '21:00', 'Yes. I sleep till noon.'),
    sittings: [
      wrote(
        by.hospital,
        t.at(-30, '16:40'),
        {
          primaryDiagnosis: { text: 'Cystic fibrosis', since: '1993-06-01' },
          problems: problems('Diabetes', 'Coughing blood, in July'),
          allergies: { ceftazidime: allergy('Ceftazidime', 'Hives', 'severe') },
          cprDecision: {
            decision: 'for',
            reason: 'Wants everything, for now.',
            involved: ['person'],
            clinician: 'Dr Amos Whittle',
            clinicianRole: 'Consultant physician',
            decidedOn: t.day(-30),
            reviewOn: t.day(60),
          },
          ...places('home', 'undecided'),
          personalContacts: {
            jude: contact('Jude Farrow', 'Partner', 'all', [mobile(592)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            dad: contact('Colin Bright', 'Father', 'nothing', [mobile(593)], {
              roles: [],
              notes: 'No contact, by Owen’s choice.',
            }),
          },
          awareness: aware('yes', 'yes'),
          professionalContacts: rounds.coast,
          carerSupport: { support: 'lives_with' },
          course: { phase: 'unstable', prognosis: 'about_a_year', gsf: 'blue', akps: 50 },
        },
        'Owen',
      ),
    ],
  },
  {
    key: 'marjorie-sallis',
    line: 'marram',
    who: { title: 'Mrs', given: 'Marjorie', family: 'Sallis', born: '1938-10-20' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['17 Harbourside', 'Marram Bay'], postcode: 'MZ2 3HS' },
    phones: { home: homePhone(marramNumber(600), { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(by.gpStaithe, 230, '10:20', 'Dementia; her daughter has moved in.'),
    welcome: welcomed(by.ishbel, 8, '10:30', 'Judy said yes; Marjorie sang.', {
      consentToRegister: {
        value: 'best_interests_decision',
        bestInterests: {
          decision: 'To be on the register',
          assessor: 'Dr Hannah Pryke',
          cannotDecideBecause: 'Cannot keep what was said in mind for long enough to weigh it.',
          consulted: ['Judy Sallis'],
          on: t.day(-222),
        },
      },
    }),
    sittings: [
      wrote(by.gpStaithe, t.at(-229, '10:50'), {
        primaryDiagnosis: { text: 'Alzheimer’s disease', since: '2018-01-01' },
        problems: problems('Falls', 'Constipation'),
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40, cfs: '7' },
      }),
      wrote(
        by.dnJo,
        t.at(-39, '12:10'),
        {
          cprDecision: notForCpr(t, 100, by.gpStaithe, 'Sewing box', {
            notDiscussedBecause: 'Lacks capacity; Judy consulted.',
          }),
          ...places('home', 'home', 'nursing_home'),
          personalContacts: {
            judy: contact('Judy Sallis', 'Daughter', 'all', [mobile(601), homePhone(marramNumber(600))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayBeToldBasis: 'best_interests_decision',
            }),
          },
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'marjorie-sallis', 'judy', 39, 3, 'No sitter yet.'),
          professionalContacts: rounds.coast,
          course: { phase: 'deteriorating', gsf: 'green', akps: 30 },
        },
        'Judy',
      ),
    ],
  },
]
