import { contact, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A hostel in Lowgate, where a man means to stay and not to talk about dying. */
export const fullersHouse = (t: Calendar): Person[] => [
  {
    key: 'mick-doyle',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Michael', family: 'Doyle', preferred: 'Mick', born: '1972-03-17' },
    gender: '1',
    ethnicity: 'White Irish',
    religion: { unknown: 'declined' },
    home: { lines: ['Room 12, Fullers House hostel', 'Lowgate', 'Wharnley'], postcode: 'WZ1 8FH' },
    phones: {
      hostel: homePhone(wharnleyNumber(400), { preference: 1, note: 'Hostel desk. They fetch him.' }),
    },
    practice: practices.canalSide,
    referred: referred(
      by.gpCanal,
      48,
      '13:00',
      'Alcohol-related liver disease and cancer in it. In the hostel and wishes to stay there.',
    ),
    welcome: welcomed(by.ruth, 9, '11:15', 'Share what you like. I’m not filling in your form about dying.', {
      consentToRecording: { value: 'declined' },
      nationalDataOptOut: { hasOptedOut: true, asOf: t.day(-39), source: 'person' },
    }),
    sittings: [
      wrote(by.gpCanal, t.at(-47, '13:30'), {
        primaryDiagnosis: {
          text: 'Hepatocellular carcinoma in alcohol-related cirrhosis',
          since: t.day(-70),
        },
        problems: problems('Encephalopathy, on and off', 'Alcohol dependence, still drinking'),
        allergies: { asked: 'declined' },
        cprDecision: 'declined',
        preferredPlaceOfCare: { first: { place: 'other', named: 'Fullers House hostel' } },
        preferredPlaceOfDeath: 'declined',
        planningConversations: {
          one: {
            involvement: 'declined',
            on: t.day(-47),
            note: '“When I’m dead, ask me then.” Will talk about pain, not about dying.',
          },
        },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.dnKwame,
        t.at(-17, '14:20'),
        {
          safetyFlags: {
            shouting: {
              kind: 'abusive',
              reason: 'Shouts when confused; never at nurses he knows.',
              evidence: 'Once, in September, at a locum.',
              reviewBy: t.day(45),
            },
          },
          personalContacts: {
            lorraine: contact(
              'Lorraine Pitt',
              'Hostel worker',
              'logistics',
              [homePhone(wharnleyNumber(400))],
              { roles: ['carer'] },
            ),
            fran: contact('Fran Doyle', 'Ex-wife', 'condition', [mobile(401)], {
              roles: ['emergency'],
              notes: 'He asks for her when he is frightened.',
            }),
          },
          accessNotes: {
            atTheDoor: 'Staffed desk day and night.',
            hazards: 'Never carry the drugs bag in view.',
          },
          carerSupport: { support: 'nearby', note: 'Hostel staff look in every two hours.' },
          professionalContacts: rounds.south,
          whatMatters: {
            whatMatters: 'His room, his mates, the match on the radio on a Saturday.',
            likesToBeCalled: 'Mick',
          },
        },
        'Mick',
      ),
    ],
  },
]
