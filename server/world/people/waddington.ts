import { contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Ninety-nine, and in no hurry. */
export const waddington = (t: Calendar): Person[] => [
  {
    key: 'annie-waddington',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Annie', family: 'Waddington', born: '1927-04-06' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['1 Toll House Fold', 'Hebblewick', 'Wharnley'], postcode: 'WZ4 2TH' },
    phones: {
      home: homePhone(wharnleyNumber(290), {
        preference: 1,
        note: 'Big-button telephone; a neighbour set it loud.',
      }),
    },
    practice: practices.lanternHill,
    referred: referred(
      by.gpLantern,
      340,
      '12:00',
      'Frailty. Ninety-eight and clear as a bell. Wants no fuss.',
    ),
    welcome: welcomed(by.maren, 12, '10:15', 'I shan’t trouble you often.'),
    sittings: [
      wrote(by.gpLantern, t.at(-339, '12:20'), {
        primaryDiagnosis: { text: 'Frailty of old age' },
        problems: problems('Deafness', 'Glaucoma'),
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 60, cfs: '6' },
      }),
      wrote(
        by.gpLantern,
        t.at(-230, '12:00'),
        {
          cprDecision: notForCpr(t, 230, by.gpLantern, 'Biscuit tin on the dresser marked DO NOT', {
            involved: ['person'],
          }),
          ...places('home', 'home'),
          personalContacts: {
            ruth: contact('Ruth Waddington', 'Granddaughter', 'all', [mobile(291)], {
              roles: ['main_carer', 'next_of_kin'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
            vicar: contact('Rev. Olu Bamidele', 'Minister', 'condition', [mobile(292)], {
              roles: ['neighbour'],
            }),
          },
          whatMatters: {
            whatMatters: 'Her hundredth birthday, if it’s no bother. Tea in a cup with a saucer.',
            pleaseDo: 'Speak up; do not shout.',
          },
          adjustments: { hearing: { what: 'Very hard of hearing: speak slowly, low voice' } },
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: rounds.north,
        },
        'Annie and Ruth',
      ),
      confirmed(
        by.matron,
        t.at(-31, '11:20'),
        ['cprDecision', 'preferredPlaceOfDeath', 'whatMatters'],
        'Annie',
      ),
    ],
  },
]
