import { allergy, contact, notForCpr, places } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Flat 4 of Larkfield Court: the sister next door, on the same telephone. */
export const larkfieldFlat4 = (t: Calendar): Person[] => [
  {
    key: 'bessie-ackroyd',
    line: 'wharnley',
    who: { title: 'Miss', given: 'Bessie', family: 'Ackroyd', born: '1938-06-17' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['Flat 4, Larkfield Court', 'Chapel Hill, Hebblewick', 'Wharnley'], postcode: 'WZ4 4LC' },
    phones: {
      house: homePhone(wharnleyNumber(200), { preference: 1, note: 'One telephone for flats 3 and 4.' }),
    },
    practice: practices.lanternHill,
    referred: referred(
      by.gpLantern,
      61,
      '09:40',
      'Bowel obstruction coming and going; probable cancer, did not want it proved.',
    ),
    welcome: welcomed(by.maren, 5, '10:50', 'I keep myself to myself, but all right.'),
    sittings: [
      wrote(by.gpLantern, t.at(-60, '10:00'), {
        primaryDiagnosis: {
          text: 'Probable carcinoma of caecum, not investigated by choice',
          since: t.day(-85),
        },
        allergies: { tramadol: allergy('Tramadol', 'Confusion', 'moderate') },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50, cfs: '6' },
        adrt: {
          surgery: {
            treatment: 'Any operation on my bowels',
            circumstances: 'If they block again',
            isLifeSustaining: true,
            isWritten: true,
            isSigned: true,
            isWitnessed: { unknown: 'not_asked' },
            statesEvenIfLifeAtRisk: true,
            madeOn: t.day(-58),
            paperLocation: 'Handbag',
          },
        },
      }),
      wrote(
        by.dnBev,
        t.at(-18, '12:10'),
        {
          cprDecision: notForCpr(t, 30, by.gpLantern, 'Handbag, with her advance decision', {
            involved: ['person'],
          }),
          ...places('home', 'hospice'),
          personalContacts: {
            edna: contact('Edna Throup', 'Sister, next door', 'all', [homePhone(wharnleyNumber(200))], {
              roles: ['next_of_kin'],
            }),
            gail: contact('Gail Throup', 'Niece', 'condition', [mobile(201)], {
              roles: ['emergency'],
              isKeyholder: true,
            }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 18, chartExpires: 66, place: 'Flat 4, top drawer' }),
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: rounds.north,
          contingencyPlans: {
            vomiting: {
              trigger: 'Vomiting that will not stop',
              whatShouldHappen:
                'Nothing by mouth, ring the line, night nurse with the box. Not the infirmary.',
              agreedWith: 'Bessie',
            },
          },
        },
        'Bessie',
      ),
    ],
  },
]
