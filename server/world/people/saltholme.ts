import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Saltholme End and the marsh road. */
export const saltholme = (t: Calendar): Person[] => [
  {
    key: 'patrick-devlin',
    line: 'marram',
    who: { title: 'Mr', given: 'Patrick', family: 'Devlin', preferred: 'Pat', born: '1947-03-16' },
    gender: '1',
    ethnicity: 'White Irish',
    religion: 'Roman Catholic',
    home: { lines: ['9 Marsh Road', 'Saltholme End'], postcode: 'MZ5 1MR' },
    phones: { home: homePhone(marramNumber(610), { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(by.hospital, 59, '14:05', 'Mesothelioma, from the shipyard.'),
    welcome: welcomed(by.tomasz, 2, '12:20', 'God bless you. Yes.'),
    sittings: [
      wrote(by.hospital, t.at(-58, '14:30'), {
        primaryDiagnosis: { text: 'Pleural mesothelioma', since: t.day(-160) },
        allergies: noneKnown,
        medications: takes(['Morphine sulfate modified release', 'chest pain']),
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-25, '15:15'),
        {
          cprDecision: notForCpr(t, 25, by.cns, 'Under the Sacred Heart lamp', {
            involved: ['person', 'carer'],
          }),
          ...places('home', 'home'),
          personalContacts: {
            bridie: contact('Bridie Devlin', 'Wife', 'all', [homePhone(marramNumber(610))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            liam: contact('Liam Devlin', 'Son', 'condition', [mobile(611)], { roles: ['emergency'] }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 22, chartExpires: 62, place: 'Meat safe' }),
          professionalContacts: { ...rounds.coast, cns: specialists.marramCns },
          carerSupport: { support: 'lives_with' },
          spiritualCultural: {
            faith: 'Roman Catholic',
            burialOrCremation: 'burial',
            atEndOfLife: 'The priest, at any hour',
          },
          funding: { sr1: { kind: 'sr1_completed', on: t.day(-30) } },
        },
        'Pat and Bridie',
      ),
    ],
  },
  {
    key: 'lorna-haddow',
    line: 'marram',
    who: { title: 'Mrs', given: 'Lorna', family: 'Haddow', born: '1955-07-29' },
    gender: '2',
    ethnicity: 'White Scottish',
    home: { lines: ['Heron House, Marsh Road', 'Saltholme End'], postcode: 'MZ5 1MR' },
    phones: { home: homePhone(marramNumber(620), { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(by.hospital, 166, '09:45', 'Multiple system atrophy. Falls, faints, voice fading.'),
    welcome: welcomed(by.comfort, 4, '13:35', 'A whisper, but plainly yes.'),
    sittings: [
      wrote(by.hospital, t.at(-165, '10:00'), {
        primaryDiagnosis: { text: 'Multiple system atrophy', since: '2022-02-22' },
        allergies: { latex: allergy('Latex', 'Wheeze', 'moderate') },
        devices: {
          catheter: {
            kind: 'catheter',
            since: t.day(-90),
            changeDueOn: t.day(-3),
            note: 'Change is overdue.',
          },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40 },
      }),
      wrote(
        by.gpSaltmarsh,
        t.at(-53, '11:15'),
        {
          cprDecision: notForCpr(t, 53, by.gpSaltmarsh, 'Piano stool', { involved: ['person'] }),
          ...places('home', 'hospice'),
          personalContacts: {
            ian: contact('Iain Haddow', 'Husband', 'all', [homePhone(marramNumber(620)), mobile(621)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
          },
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'lorna-haddow', 'ian', 53, 2),
          professionalContacts: rounds.coast,
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Lorna and Iain',
      ),
    ],
  },
  {
    key: 'denzil-opie',
    line: 'marram',
    who: { title: 'Mr', given: 'Denzil', family: 'Opie', born: '1941-11-11' },
    gender: '1',
    ethnicity: 'White Cornish',
    religion: 'Methodist',
    home: { lines: ['The Bothy, Marsh Road', 'Saltholme End'], postcode: 'MZ5 1MR' },
    phones: { mobile: mobile(631, { preference: 1, note: 'One bar of signal, by the gate' }) },
    practice: practices.saltmarsh,
    referred: referred(
      by.gpSaltmarsh,
      82,
      '15:30',
      'Bladder cancer; bleeds; lives off the road with a wood stove.',
    ),
    welcome: welcomed(by.hugh, 11, '09:30', 'You’ll have a job finding me.'),
    sittings: [
      wrote(
        by.gpSaltmarsh,
        t.at(-81, '16:00'),
        {
          primaryDiagnosis: { text: 'Carcinoma of bladder', since: t.day(-200) },
          problems: problems('Blood in urine, on and off'),
          allergies: { asked: 'not_known' },
          devices: { catheter: { kind: 'catheter', since: t.day(-60), changeDueOn: t.day(24) } },
          cprDecision: notForCpr(t, 80, by.gpSaltmarsh, 'Nailed up behind the stove', {
            involved: ['person'],
          }),
          ...places('home', 'home'),
          personalContacts: {
            wren: contact('Wren Opie', 'Granddaughter', 'all', [mobile(632)], {
              roles: ['next_of_kin', 'emergency'],
            }),
          },
          accessNotes: {
            atTheDoor: 'Track by the third gate; four-wheel drive after rain.',
            lighting: 'None: bring a torch',
            pets: 'Geese. They mean it.',
            hazards: 'Unguarded stove',
          },
          carerSupport: { support: 'none', livesAlone: true },
          professionalContacts: rounds.coast,
          course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
        },
        'Denzil',
      ),
    ],
  },
]
