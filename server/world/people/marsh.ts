import { contact } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'

/** A woman who took back her agreement to share, in her own words. */
export const marsh = (t: Calendar): Person[] => [
  {
    key: 'elsie-marsh',
    line: 'wharnley',
    who: { title: 'Ms', given: 'Elsie', family: 'Marsh', born: '1962-05-27' },
    gender: '2',
    ethnicity: 'White British',
    religion: { unknown: 'declined' },
    home: { lines: ['Flat 6, Dyehouse Court', 'Lowgate', 'Wharnley'], postcode: 'WZ1 2DC' },
    phones: {
      mobile: mobile(141, { preference: 1, mayText: false, note: 'No texts, no messages with anyone else.' }),
    },
    practice: practices.canalSide,
    referred: referred(
      by.oncology,
      96,
      '10:00',
      'Ovarian cancer, platinum-resistant. Private person. Would like a number to ring.',
    ),
    welcome: welcomed(by.priya, 4, '13:15', 'Go on then. But I want to know who looks.'),
    sittings: [
      wrote(by.oncology, t.at(-95, '10:30'), {
        primaryDiagnosis: {
          text: 'High-grade serous carcinoma of ovary',
          since: '2024-03-11',
          spread: 'Peritoneum',
        },
        allergies: { asked: 'not_asked' },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 70 },
        personalContacts: {
          maureen: contact('Maureen Kitchen', 'Sister', 'condition', [mobile(142)], {
            roles: ['next_of_kin'],
          }),
        },
      }),
      wrote(
        by.gpCanal,
        t.at(-60, '15:00'),
        {
          cprDecision: 'not_asked',
          preferredPlaceOfDeath: 'declined',
          preferredPlaceOfCare: { first: { place: 'home' } },
          planningConversations: {
            first: { involvement: 'declined', on: t.day(-60), note: '“Ask me another day.”' },
          },
        },
        'Ms Marsh',
      ),
      wrote(
        by.priya,
        t.at(-16, '16:05'),
        {
          consentToShare: {
            everyone: {
              scope: 'everyone_caring',
              value: 'withdrawn',
              from: t.at(-16, '16:05'),
              by: 'Elsie Marsh',
              evidence: {
                at: t.at(-16, '16:05'),
                how: 'telephone',
                inTheirWords: 'I want my notes off your system, and my sister told nothing.',
                consequencesExplained: true,
                capacityNoted: 'Clear, consistent, gave her reasons.',
              },
            },
          },
          consentToTellCarers: { value: 'withdrawn', from: t.at(-16, '16:05') },
          personalContacts: {
            maureen: contact('Maureen Kitchen', 'Sister', 'nothing', [mobile(142)], {
              roles: [],
              mayBeToldBasis: 'withdrawn',
              notes: 'Do not confirm that Elsie is known to the line.',
            }),
          },
          sharingRestrictions: {
            all: {
              against: { kind: 'scope', scope: 'everyone_caring' },
              rule: 'ask_each_time',
              because: 'Her own wish. Ask Elsie or her GP.',
              from: t.at(-16, '16:05'),
            },
          },
          alerts: {
            sharing: {
              text: 'Has withdrawn agreement to share. She may still ring this number at any hour.',
              severity: 'caution',
            },
          },
          notes: {
            kept: {
              text: 'Agreed with her that the telephone number stays active with the least record that keeps her safe.',
              about: 'Sharing',
            },
          },
        },
        'Elsie Marsh',
      ),
    ],
  },
]
