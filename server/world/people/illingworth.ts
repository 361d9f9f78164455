import { careTeam, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { teams } from '../teams.ts'

/** A man with Down’s syndrome in supported living, and those who speak with him, not for him. */
export const illingworth = (t: Calendar): Person[] => [
  {
    key: 'darren-illingworth',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Darren', family: 'Illingworth', preferred: 'Daz', born: '1978-08-30' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['11 Almond Grove', 'Oxlow', 'Wharnley'], postcode: 'WZ5 1AG' },
    phones: {
      house: homePhone(wharnleyNumber(250), { preference: 1, note: 'Staff answer, day and night.' }),
    },
    practice: practices.oxlow,
    referred: referred(
      by.ldNurse,
      118,
      '10:15',
      'Down’s syndrome, dementia, and a heart that cannot be mended.',
    ),
    welcome: welcomed(by.priya, 5, '14:30', 'I like phones. You can ring me.'),
    sittings: [
      wrote(by.ldNurse, t.at(-117, '11:00'), {
        primaryDiagnosis: { text: 'Alzheimer’s disease in Down’s syndrome', since: '2022-10-10' },
        problems: problems(
          'Congenital heart disease, pulmonary hypertension',
          'Epilepsy, late onset',
          'Hypothyroidism',
        ),
        allergies: noneKnown,
        adjustments: {
          words: { what: 'Easy words, one thing at a time', note: 'Has a hospital passport with pictures.' },
          worker: { what: 'Keep his own support worker with him' },
          needles: { what: 'Needles frighten him: numb cream and the bus song' },
        },
        whatMatters: {
          whatMatters: 'Buses, especially the 62. His sister. Chips on Friday.',
          pleaseDo: 'Say hello to Bus Bear too.',
          pleaseDont: 'Never talk over his head.',
          communication: 'Goes quiet and holds his ear when something hurts.',
          likesToBeCalled: 'Daz',
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50 },
      }),
      wrote(
        by.gpOxlow,
        t.at(-62, '13:45'),
        {
          capacity: {
            cpr: {
              decision: 'CPR',
              hasCapacity: 'no',
              assessor: 'Dr Fiona Tordoff',
              assessorRole: 'GP',
              assessedAt: t.at(-62, '13:20'),
              basis: 'Pictures and two visits; could not weigh it.',
              reviewOn: t.day(120),
            },
          },
          imca: { isRequired: false, note: 'His sister is consulted and willing.' },
          cprDecision: notForCpr(t, 62, by.gpOxlow, 'Hospital passport, in the office', {
            reason: 'Heart would not recover from arrest. Not because of his learning disability.',
            notDiscussedBecause: 'Told in pictures what staff will do if he dies.',
            discussedWith: ['Joanne Illingworth'],
          }),
          ...places('home', 'home'),
          treatmentEscalation: {
            chest: {
              problem: 'Chest infection',
              advised: 'Antibiotics by mouth; hospital with his support worker if he is distressed.',
              ceiling: 'ward',
              agreedWith: 'Joanne Illingworth',
            },
          },
          personalContacts: {
            joanne: contact('Joanne Illingworth', 'Sister', 'all', [mobile(251)], {
              roles: ['next_of_kin', 'emergency'],
              wakeAtNight: 'yes',
              mayBeToldBasis: 'best_interests_decision',
            }),
            femi: contact('Femi Balogun', 'Support worker', 'condition', [mobile(252)], {
              roles: ['main_carer'],
              notes: 'Knows his pain signs best.',
            }),
          },
          professionalContacts: careTeam(
            { name: 'Gillian Peel', role: 'Learning disability nurse', phoneInHours: wharnleyNumber(935) },
            teams.wharnley.districtNurses,
            teams.wharnley.outOfHoursGp,
          ),
          carerSupport: { support: 'round_the_clock' },
        },
        'Joanne, with Daz in the room',
      ),
      wrote(by.ldNurse, t.at(-7, '15:30'), {
        course: { phase: 'unstable', gsf: 'green', akps: 40, note: 'Off his chips: take that seriously.' },
      }),
    ],
  },
]
