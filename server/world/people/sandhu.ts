import { aware, careTeam, contact, noneKnown, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { specialists, teams } from '../teams.ts'

/** A defibrillator that still gives shocks. */
export const sandhu = (t: Calendar): Person[] => [
  {
    key: 'bhupinder-sandhu',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Bhupinder Singh', family: 'Sandhu', preferred: 'Bhupi', born: '1953-09-09' },
    gender: '1',
    ethnicity: 'Indian',
    religion: 'Sikh',
    home: { lines: ['64 Station Parade', 'Lowgate', 'Wharnley'], postcode: 'WZ1 7SP' },
    phones: {
      mobile: mobile(271, { preference: 1 }),
      home: homePhone(wharnleyNumber(270), { preference: 2 }),
    },
    practice: practices.canalSide,
    referred: referred(
      by.cardiology,
      80,
      '10:40',
      'Dilated cardiomyopathy, defibrillator in place, no transplant. Wants to talk about switching off, but not yet.',
    ),
    welcome: welcomed(by.shabnam, 2, '18:10', 'Yes, yes. You people are angels.'),
    sittings: [
      wrote(by.cardiology, t.at(-79, '11:00'), {
        primaryDiagnosis: { text: 'Dilated cardiomyopathy', since: '2018-02-02' },
        problems: problems('Type 2 diabetes', 'Atrial fibrillation', 'Chronic kidney disease 3b'),
        allergies: noneKnown,
        devices: {
          icd: {
            kind: 'icd',
            shocks: 'active',
            since: '2019-06-01',
            note: 'Left chest. Shocks twice this year. Magnet in the top drawer; the cardiac physiologist can come in hours.',
          },
        },
        medications: takes(['Bumetanide', 'fluid'], ['Apixaban', 'atrial fibrillation']),
        alerts: {
          icd: {
            text: 'Defibrillator is ACTIVE: it may shock while he is dying. Talk to the heart failure nurse.',
            severity: 'danger',
          },
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.gpCanal,
        t.at(-55, '09:20'),
        {
          cprDecision: {
            decision: 'for',
            reason: 'Wishes everything at present.',
            involved: ['person'],
            clinician: 'Dr Imran Sadiq',
            clinicianRole: 'GP',
            decidedOn: t.day(-55),
            reviewOn: t.day(37),
          },
          ...places('home', 'undecided'),
          personalContacts: {
            gurpreet: contact('Gurpreet Kaur Sandhu', 'Wife', 'all', [homePhone(wharnleyNumber(270))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              language: 'Punjabi, some English',
            }),
            jas: contact('Jaswinder Sandhu', 'Daughter', 'all', [mobile(272)], {
              roles: ['emergency'],
              wakeAtNight: 'yes',
              notes: 'A pharmacist; explains well to both.',
            }),
          },
          spiritualCultural: {
            faith: 'Sikh',
            afterDeath: 'Hair and beard are not cut. Kara stays on.',
            burialOrCremation: 'cremation',
          },
          awareness: aware('partly', 'partly'),
          carerSupport: { support: 'lives_with' },
          professionalContacts: careTeam(
            specialists.heart,
            teams.wharnley.districtSouth,
            teams.wharnley.nightNursing,
            teams.wharnley.outOfHoursGp,
          ),
        },
        'Bhupinder and Jaswinder',
      ),
      wrote(by.cardiology, t.at(-10, '14:15'), {
        course: { phase: 'unstable', gsf: 'green', akps: 40, note: 'Legs leaking; sleeping in the chair.' },
        planningConversations: {
          icd: {
            involvement: 'discussed',
            on: t.day(-10),
            name: 'Nuala Reid',
            note: 'Will decide about the defibrillator with Jaswinder at Vaisakhi, or sooner if worse.',
          },
        },
      }),
    ],
  },
]
