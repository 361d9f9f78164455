import { contact, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Oxygen and cigarettes in one room. */
export const midgley = (t: Calendar): Person[] => [
  {
    key: 'carol-midgley',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Carol', family: 'Midgley', born: '1957-02-28' },
    gender: '2',
    ethnicity: 'White British',
    home: { lines: ['87 Ropewalk', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 4RW' },
    phones: { mobile: mobile(281, { preference: 1 }) },
    practice: practices.moorEnd,
    referred: referred(
      by.respiratory,
      275,
      '11:10',
      'End-stage COPD on long-term oxygen. Still smoking. Eleven admissions in two years.',
    ),
    welcome: welcomed(by.callum, 3, '19:10', 'If it keeps me out of that place, sign me up.'),
    sittings: [
      wrote(by.respiratory, t.at(-274, '11:40'), {
        primaryDiagnosis: { text: 'COPD, very severe', since: '2010-05-01' },
        problems: problems('Anxiety with panic', 'Osteoporosis with crushed vertebrae', 'Depression'),
        allergies: { asked: 'not_known' },
        devices: {
          oxygen: {
            kind: 'oxygen',
            flow: 'Concentrator, day and night',
            supplier: 'Dale Oxygen',
            isFireRisk: true,
            note: 'Smokes. Burn on the settee in June.',
          },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50 },
      }),
      wrote(
        by.respiratory,
        t.at(-161, '10:20'),
        {
          cprDecision: notForCpr(t, 161, by.respiratory, 'Back of the front door', { involved: ['person'] }),
          ...places('home', 'hospital'),
          anticipatoryMedicines: justInCase(t, {
            issued: 160,
            expires: 200,
            chartExpires: -76,
            place: 'Bread bin',
            left: 5,
          }),
          safetyFlags: {
            fire: {
              kind: 'visiting',
              reason: 'Smokes with oxygen running: ask her to put it out before you go in.',
              evidence: 'Fire service visit in June; alarms fitted.',
              reviewBy: t.day(30),
            },
          },
        },
        'Carol',
      ),
      wrote(
        by.matron,
        t.at(-52, '15:50'),
        {
          accessNotes: {
            atTheDoor: 'Shout through the letter box.',
            smokers: true,
            fireRisk: 'Oxygen with cigarettes. Alarms fitted; no candles.',
            pets: 'Two budgies',
            stairs: 'Ground floor',
          },
          personalContacts: {
            lisa: contact('Lisa Midgley', 'Daughter', 'nothing', [mobile(282)], {
              roles: [],
              notes: 'They have not spoken since 2019. Carol says: nothing, unless I’m dead.',
            }),
            jackie: contact('Jackie Stead', 'Friend upstairs', 'all', [mobile(283)], {
              roles: ['main_carer', 'emergency'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
          },
          ...places('home', 'home', 'hospital'),
          placeConversations: {
            changed: {
              about: 'death',
              at: t.at(-52, '15:50'),
              with: 'Carol and Jackie',
              changedFrom: 'hospital',
              changedTo: 'home',
              note: 'The last stay was on a trolley for nine hours.',
            },
          },
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: { ...rounds.south, chest: specialists.chest },
          contingencyPlans: {
            panic: {
              trigger: 'Panic and breathlessness',
              whatShouldHappen:
                'Talk her through it: lean forward, fan, out-breath like blowing soup. Ten minutes before anything else.',
              agreedWith: 'Carol',
            },
          },
          course: { phase: 'unstable', prognosis: 'last_months', gsf: 'green', akps: 40 },
        },
        'Carol',
      ),
      confirmed(by.matron, t.at(-18, '16:10'), ['preferredPlaceOfDeath', 'personalContacts/jackie'], 'Carol'),
    ],
  },
]
