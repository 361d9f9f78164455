import { aware, contact, noneKnown, places } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A nurse who is ill, and does not want her own ward to look. */
export const lifeboatTerrace = (t: Calendar): Person[] => [
  {
    key: 'grace-oyelaran',
    line: 'marram',
    who: { title: 'Mrs', given: 'Grace', family: 'Oyelaran', born: '1980-01-26' },
    gender: '2',
    ethnicity: 'Black African',
    religion: 'Pentecostal Christian',
    home: { lines: ['8 Lifeboat Terrace', 'Thornsea'], postcode: 'MZ4 2LT' },
    phones: { mobile: mobile(551, { preference: 1 }) },
    practice: practices.saltmarsh,
    referred: referred(
      by.hospital,
      55,
      '15:50',
      'Breast cancer, liver and lungs. Is herself a nurse at the district hospital.',
    ),
    welcome: welcomed(by.comfort, 2, '19:00', 'Share it, but not with my ward.', {
      consentToShare: {
        everyone: { scope: 'everyone_caring', value: 'given_by_person' },
        hospital: {
          scope: 'hospital',
          value: 'declined',
          evidence: { inTheirWords: 'My colleagues will look. I would, too.' },
        },
      },
      sharingRestrictions: {
        ward: {
          against: { kind: 'organisation', name: 'Marram District Hospital' },
          rule: 'ask_each_time',
          because: 'She works there.',
        },
      },
    }),
    sittings: [
      wrote(by.hospital, t.at(-54, '16:00'), {
        primaryDiagnosis: { text: 'Carcinoma of breast', since: '2024-01-15', spread: 'Liver, lungs' },
        allergies: noneKnown,
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.cns,
        t.at(-19, '12:15'),
        {
          cprDecision: 'declined',
          planningConversations: {
            cpr: {
              involvement: 'declined',
              on: t.day(-19),
              note: 'Believes for healing. Will talk about pain and about the children.',
            },
          },
          ...places('home', 'declined_discussion'),
          personalContacts: {
            tunde: contact('Tunde Oyelaran', 'Husband', 'all', [mobile(552)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            mum: contact('Folasade Ajayi', 'Mother, staying', 'condition', [mobile(553)], {
              roles: ['carer'],
              livesWithPatient: true,
              language: 'Yoruba, English',
            }),
          },
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.coast, cns: specialists.marramCns },
          spiritualCultural: {
            faith: 'Pentecostal Christian',
            atEndOfLife: 'Prayer, out loud, with her pastor',
          },
          awareness: aware('partly', 'yes'),
        },
        'Grace',
      ),
    ],
  },
]
