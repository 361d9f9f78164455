import { allergy, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Papers and medicines that have grown old. */
export const gledhillAndCrabtree = (t: Calendar): Person[] => [
  {
    key: 'trevor-gledhill',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Trevor', family: 'Gledhill', born: '1946-09-03' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'None',
    home: { lines: ['17 Gas Lane', 'Netherfold', 'Wharnley'], postcode: 'WZ3 9GL' },
    phones: { home: homePhone(wharnleyNumber(390), { preference: 1 }) },
    practice: practices.moorEnd,
    referred: referred(
      by.renal,
      420,
      '13:35',
      'Kidney disease stage 5 by choice without dialysis. Doing better than anyone said.',
    ),
    welcome: welcomed(by.ruth, 5, '14:05', 'Put me down. I’ll see you all out.'),
    sittings: [
      wrote(by.renal, t.at(-419, '14:00'), {
        primaryDiagnosis: { text: 'Chronic kidney disease stage 5, conservative care', since: t.day(-500) },
        problems: problems('Gout', 'Hypertension', 'Aortic aneurysm, not for repair'),
        allergies: { allopurinol: allergy('Allopurinol', 'Peeling rash', 'severe') },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-390, '09:45'),
        {
          cprDecision: notForCpr(t, 390, by.gpMoorEnd, 'Kitchen drawer', {
            involved: ['person'],
            isIndefinite: false,
            reviewOn: t.day(-25),
          }),
          ...places('home', 'home'),
          anticipatoryMedicines: justInCase(t, {
            issued: 385,
            expires: 40,
            chartExpires: -300,
            place: 'Wall cupboard over the freezer',
            isRenal: true,
          }),
          personalContacts: {
            wendy: contact(
              'Wendy Gledhill',
              'Partner',
              'all',
              [homePhone(wharnleyNumber(390)), mobile(391)],
              { roles: ['main_carer', 'next_of_kin'], livesWithPatient: true, wakeAtNight: 'only_if_urgent' },
            ),
          },
        },
        'Trevor',
      ),
      wrote(by.dnBev, t.at(-27, '10:20'), {
        anticipatoryMedicines: justInCase(t, {
          state: 'expired',
          issued: 385,
          expires: -12,
          chartExpires: -300,
          place: 'Wall cupboard over the freezer',
          isRenal: true,
          note: 'Box out of date and chart long run out: replacement asked for.',
        }),
        carerSupport: { support: 'lives_with' },
        professionalContacts: rounds.north,
        whatMatters: { whatMatters: 'His motorbike, which he still starts on Sundays.' },
        course: { phase: 'deteriorating', gsf: 'green', akps: 50 },
      }),
    ],
  },
  {
    key: 'sheila-crabtree',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Sheila', family: 'Crabtree', born: '1941-05-02' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['35 Bobbin Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 6BR' },
    phones: {
      home: homePhone(wharnleyNumber(410), { preference: 1 }),
      mobile: mobile(411, { preference: 2, note: 'Old number, her son has the telephone now' }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.matron,
      470,
      '15:40',
      'Alzheimer’s disease at home with her husband. Wanders at night.',
    ),
    welcome: welcomed(by.maren, 10, '11:10', 'Alan said yes with her hand in his.', {
      consentToRegister: { value: 'given_by_attorney_or_deputy', by: 'Alan Crabtree' },
    }),
    sittings: [
      wrote(by.matron, t.at(-469, '16:00'), {
        primaryDiagnosis: { text: 'Alzheimer’s disease', since: '2016-02-01' },
        problems: problems('Hypothyroidism', 'Falls'),
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'more_than_a_year', gsf: 'blue', akps: 60, cfs: '6' },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-427, '12:15'),
        {
          cprDecision: notForCpr(t, 427, by.gpMoorEnd, 'Hall mirror, behind the frame', {
            involved: ['attorney'],
            discussedWith: ['Alan Crabtree'],
            isIndefinite: false,
          }),
          lpa: {
            health: {
              kind: 'health_and_welfare',
              attorneys: [
                { name: 'Alan Crabtree', phone: wharnleyNumber(410) },
                { name: 'Martin Crabtree', phone: mobile(412).number, isReplacement: true },
              ],
              acting: 'sole',
              mayDecideLifeSustaining: true,
              registeredOn: '2017-08-08',
              paperLocation: 'Solicitor; copy in the bureau',
            },
          },
        },
        'Alan Crabtree',
      ),
      wrote(
        by.matron,
        t.at(-180, '14:40'),
        {
          course: { phase: 'deteriorating', gsf: 'green', akps: 40, cfs: '7' },
          personalContacts: {
            alan: contact('Alan Crabtree', 'Husband', 'all', [homePhone(wharnleyNumber(410))], {
              roles: ['main_carer', 'next_of_kin', 'attorney'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayBeToldBasis: 'given_by_attorney_or_deputy',
            }),
            martin: contact('Martin Crabtree', 'Son', 'condition', [mobile(412)], {
              roles: ['emergency'],
              mayBeToldBasis: 'given_by_attorney_or_deputy',
            }),
          },
          carerSupport: { support: 'frail_carer' },
          carerStrain: strain(t, 'sheila-crabtree', 'alan', 180, 2),
          professionalContacts: rounds.north,
          phones: { mobile: mobile(413, { preference: 2, note: 'Tracker in her coat; Martin answers' }) },
        },
        'Alan',
      ),
      wrote(by.matron, t.at(-30, '10:35'), {
        course: {
          phase: 'unstable',
          prognosis: 'last_months',
          gsf: 'green',
          akps: 30,
          note: 'Up all night; Alan on his knees.',
        },
        carerStrain: strain(
          t,
          'sheila-crabtree',
          'alan',
          30,
          3,
          'Cried in the kitchen. Sitter two nights a week from Thursday.',
        ),
        preferredPlaceOfDeath: 'not_asked',
        safetyFlags: {
          wandering: {
            kind: 'vulnerable_adult',
            reason: 'Leaves the house at night; tracker in her coat.',
            reviewBy: t.day(62),
          },
        },
      }),
    ],
  },
]
