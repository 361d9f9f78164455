import {
  allergy,
  aware,
  contact,
  noneKnown,
  notForCpr,
  places,
  problems,
  respectForm,
} from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, pumpRunning } from '../build/medicines.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** People of Thornsea, further up the coast. */
export const thornsea = (t: Calendar): Person[] => [
  {
    key: 'gwen-lamming',
    line: 'marram',
    who: { title: 'Mrs', given: 'Gwendoline', family: 'Lamming', preferred: 'Gwen', born: '1942-12-12' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['Lookout Cottage', 'Thornsea'], postcode: 'MZ4 1LC' },
    phones: { home: homePhone(marramNumber(530), { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(by.gpSaltmarsh, 149, '16:10', 'Heart failure; in and out of hospital.'),
    welcome: welcomed(by.ishbel, 6, '10:40', 'If the doctor says so, dear.'),
    sittings: [
      wrote(by.gpSaltmarsh, t.at(-148, '16:30'), {
        primaryDiagnosis: { text: 'Heart failure', since: '2021-03-03' },
        problems: problems('Type 2 diabetes', 'Chronic kidney disease 3b'),
        allergies: { ramipril: allergy('Ramipril', 'Cough', 'mild') },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50 },
      }),
      wrote(
        by.gpSaltmarsh,
        t.at(-66, '15:00'),
        {
          respect: respectForm(t, 66, by.gpSaltmarsh, {
            sharedUnderstanding: 'Each stay leaves her weaker.',
            slider: { value: 6, scaleMax: 10 },
            values: 'Her dog. Her own kettle.',
            priority: 'balance',
            recommendations: 'Hospital for a short stay to take fluid off, if she agrees on the day.',
            cpr: 'not_recommended',
            paperLocation: 'Fridge door',
          }),
          cprDecision: notForCpr(t, 66, by.gpSaltmarsh, 'Fridge door', { involved: ['person'] }),
          ...places('home', 'home', 'hospital'),
          personalContacts: {
            rob: contact('Rob Lamming', 'Son', 'all', [mobile(531)], {
              roles: ['next_of_kin', 'emergency'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
          },
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: rounds.coast,
        },
        'Gwen and Rob',
      ),
      wrote(by.dnEmeka, t.at(-6, '13:30'), {
        course: { phase: 'deteriorating', gsf: 'green', akps: 40 },
        phones: { mobile: mobile(532, { preference: 2, note: 'New, from Rob; she is learning it' }) },
      }),
    ],
  },
  {
    key: 'tom-skelton',
    line: 'marram',
    who: { title: 'Mr', given: 'Thomas', family: 'Skelton', preferred: 'Tom', born: '1967-08-08' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['2 Net Loft', 'Thornsea'], postcode: 'MZ4 3NL' },
    phones: { mobile: mobile(541, { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(
      by.hospital,
      37,
      '11:20',
      'Oesophageal cancer, stent in place. Fisherman; boat sold last month.',
    ),
    welcome: welcomed(by.tomasz, 1, '17:45', 'Aye, go on.'),
    sittings: [
      wrote(by.hospital, t.at(-36, '12:00'), {
        primaryDiagnosis: { text: 'Carcinoma of oesophagus', since: t.day(-120), spread: 'Liver' },
        allergies: noneKnown,
        devices: {
          stent: { kind: 'other', what: 'Oesophageal stent', note: 'Fizzy drinks after meals; no bread.' },
        },
        course: { phase: 'unstable', prognosis: 'last_weeks', gsf: 'yellow', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-17, '14:30'),
        {
          cprDecision: notForCpr(t, 17, by.cns, 'Galley drawer (kitchen)', { involved: ['person'] }),
          ...places('home', 'home', 'hospice'),
          personalContacts: {
            shell: contact('Michelle Skelton', 'Wife', 'all', [mobile(542)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            kev: contact('Kevin Skelton', 'Brother', 'condition', [mobile(543)], { roles: ['emergency'] }),
          },
          anticipatoryMedicines: justInCase(t, {
            issued: 16,
            chartExpires: 68,
            place: 'Tackle box under the stairs, padlocked',
          }),
          syringePump: pumpRunning(
            t,
            15,
            'Morphine, levomepromazine, as charted',
            'District nurses, Marram Bay',
          ),
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.coast, cns: { ...specialists.marramCns, isKeyWorker: true } },
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Tom and Michelle',
      ),
    ],
  },
]
