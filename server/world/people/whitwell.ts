import { allergy, contact } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A woman whose address must not reach a man who looks for it. */
export const whitwell = (t: Calendar): Person[] => [
  {
    key: 'claire-whitwell',
    line: 'wharnley',
    who: { title: 'Ms', given: 'Claire', family: 'Whitwell', born: '1979-03-25' },
    gender: '2',
    ethnicity: 'White and Black Caribbean',
    religion: 'None',
    home: { lines: ['Flat 2, 9 Heddle Close', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 3HC' },
    phones: {
      mobile: mobile(241, {
        preference: 1,
        mayLeaveMessage: false,
        mayText: false,
        note: 'New number. Never leave a message.',
      }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.oncology,
      33,
      '14:00',
      'Metastatic breast cancer. Moved here for her safety in spring.',
    ),
    welcome: welcomed(by.ruth, 1, '12:30', 'Only if nobody ever says where I live. Not even to my mum.'),
    sittings: [
      wrote(by.oncology, t.at(-33, '14:10'), {
        primaryDiagnosis: { text: 'Carcinoma of right breast', since: '2022-11-14', spread: 'Bone' },
        allergies: { ibuprofen: allergy('Ibuprofen', 'Stomach bleed', 'severe') },
        locationProtection: {
          isProtected: true,
          because: 'Former partner is violent and has rung hospitals asking for her.',
          mayKnow: 'Only staff who visit. Not family, not other services by telephone.',
          reviewOn: t.day(60),
        },
        alerts: {
          ex: {
            text: 'A man who says he is her husband may ring. Confirm nothing; tell the shift lead.',
            severity: 'danger',
          },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 70 },
      }),
      wrote(
        by.dnKwame,
        t.at(-11, '11:00'),
        {
          safetyFlags: {
            pair: {
              kind: 'not_alone',
              reason: 'Former partner may come to the house.',
              evidence: 'Police reference held by the shift lead.',
              reviewBy: t.day(60),
              needsTwoPeople: true,
            },
          },
          accessNotes: {
            atTheDoor: 'Ring her mobile from the street; she comes down.',
            parking: 'Park round the corner; no uniform on the stairs.',
          },
          agreedPhrases: { self: { with: 'patient', phrase: 'paper boat harbour' } },
          personalContacts: {
            mum: contact('Yvonne Whitwell', 'Mother', 'condition', [mobile(242)], {
              roles: ['next_of_kin'],
              notes: 'May be told how she is. Never where she is.',
            }),
          },
          cprDecision: 'not_asked',
          preferredPlaceOfDeath: 'not_asked',
          carerSupport: { support: 'none', livesAlone: true },
          professionalContacts: rounds.south,
          whatMatters: { whatMatters: 'Being safe first, everything else second.' },
        },
        'Claire',
      ),
    ],
  },
]
