import { allergy, aware, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Two women born on one day with nearly one name: the record must not be opened for the wrong one. */
export const hargreave = (t: Calendar): Person[] => [
  {
    key: 'margaret-hargreave',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Margaret Ann', family: 'Hargreave', preferred: 'Peggy', born: '1941-11-23' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['12 Calico Street', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 5AX' },
    phones: { home: homePhone(wharnleyNumber(190), { preference: 1, mayLeaveMessage: true }) },
    practice: practices.moorEnd,
    referred: referred(
      by.gpMoorEnd,
      155,
      '11:20',
      'Severe aortic stenosis, turned down for a valve. Blackouts.',
    ),
    welcome: welcomed(by.shabnam, 3, '14:45', 'As long as it isn’t the council.', {
      nationalDataOptOut: { hasOptedOut: true, asOf: t.day(-150), source: 'person' },
    }),
    sittings: [
      wrote(by.gpMoorEnd, t.at(-154, '11:40'), {
        primaryDiagnosis: { text: 'Aortic stenosis, severe', since: '2022-07-19' },
        problems: problems('Osteoporosis', 'Blackouts on standing'),
        allergies: { trimethoprim: allergy('Trimethoprim', 'Rash', 'mild') },
        medications: takes(['Bisoprolol', 'heart'], ['Alendronic acid', 'bones']),
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 60, cfs: '5' },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-88, '10:05'),
        {
          cprDecision: {
            decision: 'for',
            reason: 'Wishes to be resuscitated; to be talked about again if she weakens.',
            involved: ['person'],
            discussedWith: ['Margaret'],
            clinician: 'Dr Miriam Holroyd',
            clinicianRole: 'GP',
            decidedOn: t.day(-88),
            reviewOn: t.day(4),
          },
          ...places('home', 'hospital'),
          awareness: aware('yes', 'partly', 'no'),
        },
        'Mrs Hargreave',
      ),
      wrote(by.matron, t.at(-35, '15:30'), {
        personalContacts: {
          keith: contact('Keith Hargreave', 'Nephew', 'logistics', [mobile(191)], {
            roles: ['next_of_kin'],
            isKeyholder: true,
          }),
        },
        alerts: {
          name: {
            text: 'Another person on this line has the same birth date and nearly the same name (Hargreaves, with an s). Check the postcode.',
            severity: 'danger',
          },
        },
        whatMatters: {
          whatMatters: 'Bell-ringing practice on Tuesdays, even if only to listen.',
          likesToBeCalled: 'Peggy',
        },
        carerSupport: { support: 'none', livesAlone: true },
        accessNotes: {
          atTheDoor: 'Slow to the door; wait.',
          keysafe: { exists: true, verifiedOn: t.day(-35) },
          stairs: 'Bedroom upstairs',
        },
        professionalContacts: rounds.south,
        course: { phase: 'unstable', akps: 50, note: 'Two blackouts in a week.' },
      }),
      wrote(by.discharge, t.at(-2, '13:40'), {
        hospitalStays: {
          blackouts: {
            place: 'hospital',
            named: 'Wharnley Royal Infirmary, ward 14',
            admittedOn: t.day(-6),
            because: 'Blackouts. Water tablet halved; nothing else found.',
            dischargedOn: t.day(-2),
            dischargedTo: 'home',
            toldBy: 'Tanya Lockwood, discharge coordinator',
          },
        },
      }),
    ],
  },
  {
    key: 'margaret-hargreaves',
    line: 'wharnley',
    who: {
      title: 'Mrs',
      given: 'Margaret Anne',
      family: 'Hargreaves',
      preferred: 'Maggie',
      born: '1941-11-23',
    },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Baptist',
    home: { lines: ['2 Carder Rise', 'Netherfold', 'Wharnley'], postcode: 'WZ3 1HG' },
    phones: {
      home: homePhone(wharnleyNumber(195), { preference: 1 }),
      mobile: mobile(195, { preference: 2 }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.oncology,
      46,
      '16:40',
      'Colon cancer with liver metastases after two lines of chemotherapy. Wants no more.',
    ),
    welcome: welcomed(by.callum, 2, '11:25', 'Yes, love. My husband as well, tell him owt.'),
    sittings: [
      wrote(by.oncology, t.at(-45, '09:10'), {
        primaryDiagnosis: { text: 'Carcinoma of colon', since: '2023-01-30', spread: 'Liver' },
        allergies: noneKnown,
        devices: { stoma: { kind: 'stoma', since: '2023-02-20', note: 'Colostomy; sees to it herself.' } },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-28, '13:00'),
        {
          cprDecision: notForCpr(t, 28, by.cns, 'Bedside table, in her Bible', {
            involved: ['person', 'carer'],
            discussedWith: ['Maggie', 'Eric Hargreaves'],
          }),
          ...places('home', 'hospice', 'home'),
          personalContacts: {
            eric: contact('Eric Hargreaves', 'Husband', 'all', [homePhone(wharnleyNumber(195))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              notes: 'Hard of hearing: let it ring, speak slowly, say who you are twice.',
            }),
          },
          carerSupport: { support: 'lives_with' },
          awareness: aware('yes', 'yes', 'yes'),
          anticipatoryMedicines: justInCase(t, { issued: 25, chartExpires: 59, place: 'Bathroom cabinet' }),
          professionalContacts: { ...rounds.north, cns: specialists.cns },
          medications: takes(
            ['Morphine sulfate modified release', 'liver pain'],
            ['Metoclopramide', 'nausea'],
          ),
          alerts: {
            name: {
              text: 'Another person on this line has the same birth date and nearly the same name (Hargreave, without an s). Check the postcode.',
              severity: 'danger',
            },
          },
        },
        'Maggie and Eric',
      ),
      confirmed(by.dnBev, t.at(-5, '10:15'), ['cprDecision', 'anticipatoryMedicines'], 'Eric'),
    ],
  },
]
