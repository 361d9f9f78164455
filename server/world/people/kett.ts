import { allergy, aware, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A couple who are both on the register. */
export const kett = (t: Calendar): Person[] => [
  {
    key: 'raymond-kett',
    line: 'marram',
    who: { title: 'Mr', given: 'Raymond', family: 'Kett', preferred: 'Ray', born: '1945-06-06' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['21 Samphire Way', 'Saltholme End'], postcode: 'MZ5 8SW' },
    phones: { home: homePhone(marramNumber(560), { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(
      by.hospital,
      178,
      '10:00',
      'COPD with two stays on the breathing mask. Not for a third.',
    ),
    welcome: welcomed(by.ishbel, 4, '13:10', 'For both of us, then.'),
    sittings: [
      wrote(by.hospital, t.at(-177, '10:30'), {
        primaryDiagnosis: { text: 'COPD, very severe', since: '2013-01-01' },
        problems: problems('Anxiety', 'Cor pulmonale'),
        allergies: { doxycycline: allergy('Doxycycline', 'Blisters in the sun', 'mild') },
        devices: {
          oxygen: { kind: 'oxygen', flow: 'Concentrator', supplier: 'Coast Oxygen', isFireRisk: false },
        },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 40 },
      }),
      wrote(
        by.gpSaltmarsh,
        t.at(-105, '11:20'),
        {
          cprDecision: notForCpr(t, 105, by.gpSaltmarsh, 'Side of the wardrobe', {
            involved: ['person', 'carer'],
          }),
          treatmentEscalation: {
            flare: {
              problem: 'Worsening of COPD',
              advised: 'Tablets at home. No mask again.',
              ceiling: 'home_only',
              agreedWith: 'Ray',
            },
          },
          ...places('home', 'home'),
          personalContacts: {
            pauline: contact('Pauline Kett', 'Wife', 'all', [homePhone(marramNumber(560))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
            }),
            gary: contact('Gary Kett', 'Son', 'all', [mobile(561)], {
              roles: ['emergency'],
              wakeAtNight: 'yes',
            }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 100, chartExpires: -16, place: 'Airing cupboard' }),
          professionalContacts: rounds.coast,
          carerSupport: { support: 'frail_carer' },
        },
        'Ray and Pauline',
      ),
    ],
  },
  {
    key: 'pauline-kett',
    line: 'marram',
    who: { title: 'Mrs', given: 'Pauline', family: 'Kett', born: '1947-09-14' },
    gender: '2',
    ethnicity: 'White British',
    home: { lines: ['21 Samphire Way', 'Saltholme End'], postcode: 'MZ5 8SW' },
    phones: { home: homePhone(marramNumber(560), { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(
      by.gpSaltmarsh,
      90,
      '11:40',
      'Bladder cancer, found while looking after Ray. No operation, by choice.',
    ),
    welcome: welcomed(by.hugh, 3, '14:30', 'Ray mustn’t hear how bad.'),
    sittings: [
      wrote(
        by.gpSaltmarsh,
        t.at(-89, '12:00'),
        {
          primaryDiagnosis: { text: 'Carcinoma of bladder', since: t.day(-110) },
          problems: problems('Anaemia', 'Osteoarthritis'),
          allergies: noneKnown,
          course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 70 },
          cprDecision: 'not_asked',
          preferredPlaceOfDeath: 'not_asked',
          personalContacts: {
            ray: contact('Raymond Kett', 'Husband', 'logistics', [homePhone(marramNumber(560))], {
              roles: ['dependent', 'next_of_kin'],
              livesWithPatient: true,
              notes: 'Not to be told how serious it is, by her wish.',
            }),
            gary: contact('Gary Kett', 'Son', 'all', [mobile(561)], {
              roles: ['emergency'],
              wakeAtNight: 'yes',
            }),
          },
          awareness: aware('yes', 'partly'),
          professionalContacts: rounds.coast,
          carerSupport: { support: 'frail_carer' },
        },
        'Pauline',
      ),
    ],
  },
]
