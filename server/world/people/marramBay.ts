import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, londonNumber, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** People of the town of Marram Bay. */
export const marramBay = (t: Calendar): Person[] => [
  {
    key: 'arthur-cubitt',
    line: 'marram',
    who: { title: 'Mr', given: 'Arthur', family: 'Cubitt', born: '1935-02-05' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['3 Ropery Yard', 'Marram Bay'], postcode: 'MZ2 4RY' },
    phones: { home: homePhone(marramNumber(500), { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(
      by.gpStaithe,
      208,
      '10:15',
      'Frailty after a broken hip. Ran the ferry. Lives alone and means to.',
    ),
    welcome: welcomed(by.ishbel, 3, '11:30', 'Aye. Long as I’m not to leave the yard.'),
    sittings: [
      wrote(by.gpStaithe, t.at(-207, '10:40'), {
        primaryDiagnosis: { text: 'Frailty, after hip fracture', since: t.day(-300) },
        problems: problems('Heart failure', 'Cataracts'),
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50, cfs: '7' },
      }),
      wrote(
        by.gpStaithe,
        t.at(-130, '12:00'),
        {
          cprDecision: notForCpr(t, 130, by.gpStaithe, 'Tide-table hook by the back door', {
            involved: ['person'],
          }),
          ...places('home', 'home'),
          personalContacts: {
            josie: contact('Josie Cubitt', 'Niece', 'all', [mobile(501)], {
              roles: ['next_of_kin', 'emergency'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
          },
          carerSupport: { support: 'none', livesAlone: true },
          whatMatters: {
            whatMatters: 'The window over the harbour.',
            pleaseDo: 'Boots off; it’s a clean deck.',
          },
          accessNotes: {
            atTheDoor: 'Back door, from the yard',
            keysafe: { exists: true, verifiedOn: t.day(-130) },
            hazards: 'Cobbles, slippery',
          },
          professionalContacts: rounds.coast,
        },
        'Arthur',
      ),
      confirmed(by.dnJo, t.at(-24, '10:00'), ['cprDecision', 'preferredPlaceOfDeath'], 'Arthur'),
    ],
  },
  {
    key: 'dilys-prosser',
    line: 'marram',
    who: { title: 'Mrs', given: 'Dilys', family: 'Prosser', born: '1949-03-01' },
    gender: '2',
    ethnicity: 'White Welsh',
    religion: 'Chapel',
    home: { lines: ['44 Beacon Road', 'Marram Bay'], postcode: 'MZ2 1BR' },
    phones: { mobile: mobile(511, { preference: 1 }), home: homePhone(marramNumber(510), { preference: 2 }) },
    practice: practices.staithe,
    referred: referred(by.hospital, 63, '14:20', 'Small cell lung cancer, chemotherapy stopped.'),
    welcome: welcomed(by.tomasz, 2, '15:15', 'Yes, cariad.'),
    sittings: [
      wrote(by.hospital, t.at(-62, '15:00'), {
        primaryDiagnosis: { text: 'Small cell carcinoma of lung', since: t.day(-190), spread: 'Liver' },
        allergies: { penicillin: allergy('Penicillin', 'Rash', 'mild') },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-29, '11:45'),
        {
          cprDecision: notForCpr(t, 29, by.cns, 'Dresser, behind the lustre jugs', {
            involved: ['person', 'carer'],
          }),
          ...places('home', { place: 'hospice', named: 'Lighthouse Hospice' }, 'home'),
          personalContacts: {
            emrys: contact('Emrys Prosser', 'Husband', 'all', [homePhone(marramNumber(510))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            nia: contact(
              'Nia Prosser',
              'Daughter',
              'condition',
              [mobile(512), { number: londonNumber(77), use: 'work' }],
              { roles: ['emergency'] },
            ),
          },
          awareness: aware('yes', 'yes', 'yes'),
          anticipatoryMedicines: justInCase(t, { issued: 27, chartExpires: 57, place: 'Pantry' }),
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.coast, cns: { ...specialists.marramCns, isKeyWorker: true } },
          whatMatters: { whatMatters: 'Singing. Emrys eating properly.' },
        },
        'Dilys and Emrys',
      ),
      wrote(by.cns, t.at(-4, '10:25'), {
        course: { phase: 'unstable', prognosis: 'last_weeks', gsf: 'yellow', akps: 40 },
        carerStrain: strain(t, 'dilys-prosser', 'emrys', 4, 2),
      }),
    ],
  },
  {
    key: 'frank-gooding',
    line: 'marram',
    who: { title: 'Mr', given: 'Frank', family: 'Gooding', born: '1958-05-19' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['12 Saltern Close', 'Marram Bay'], postcode: 'MZ2 6SC' },
    phones: { mobile: mobile(521, { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(by.hospital, 115, '09:25', 'Motor neurone disease; legs gone, speech good.'),
    welcome: welcomed(by.comfort, 1, '18:30', 'Full permission. I’m a union man: in writing, please.'),
    sittings: [
      wrote(by.hospital, t.at(-114, '10:10'), {
        primaryDiagnosis: { text: 'Motor neurone disease', since: '2025-02-10' },
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40 },
      }),
      wrote(
        by.gpStaithe,
        t.at(-71, '13:30'),
        {
          cprDecision: {
            decision: 'for',
            reason: 'Wants it tried until his breathing goes.',
            involved: ['person'],
            clinician: 'Dr Hannah Pryke',
            clinicianRole: 'GP',
            decidedOn: t.day(-71),
            reviewOn: t.day(21),
          },
          ...places('home', 'undecided'),
          lpa: {
            health: {
              kind: 'health_and_welfare',
              attorneys: [{ name: 'Lynne Gooding', phone: mobile(522).number }],
              acting: 'sole',
              mayDecideLifeSustaining: true,
              registeredOn: t.day(-40),
              paperLocation: 'Filing cabinet, drawer M',
            },
          },
          personalContacts: {
            lynne: contact('Lynne Gooding', 'Wife', 'all', [mobile(522)], {
              roles: ['main_carer', 'next_of_kin', 'attorney'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
          },
          carerSupport: { support: 'lives_with' },
          professionalContacts: rounds.coast,
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Frank and Lynne',
      ),
    ],
  },
]
