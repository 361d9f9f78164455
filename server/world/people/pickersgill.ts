import {
  aware,
  careTeam,
  contact,
  noneKnown,
  notForCpr,
  places,
  problems,
  respectForm,
} from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { takes } from '../build/medicines.ts'
import { homePhone, londonNumber, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { teams } from '../teams.ts'

const { districtNurses, outOfHoursGp } = teams.wharnley

/** Ron at number 22: the other one. A neighbour who says "Ron next door" has not said which. */
export const pickersgill = (t: Calendar): Person[] => [
  {
    key: 'ron-pickersgill',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Ronald', family: 'Pickersgill', preferred: 'Ron', born: '1942-06-30' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['22 Weaver’s Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 7QP' },
    phones: {
      home: homePhone(wharnleyNumber(114), { preference: 1, note: 'Let it ring: he is slow to get up.' }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.cardiology,
      201,
      '11:45',
      'Weak heart, frail, falls. Does not wish to go back to the ward.',
    ),
    welcome: welcomed(by.joseph, 5, '14:20', 'If it saves Doreen worrying, put me down.'),
    sittings: [
      wrote(by.cardiology, t.at(-200, '12:00'), {
        primaryDiagnosis: { text: 'Heart failure with reduced ejection fraction', since: '2019-09-12' },
        problems: problems(
          'Atrial fibrillation, on an anticoagulant',
          'Recurrent falls',
          'Chronic kidney disease 3b',
        ),
        allergies: noneKnown,
        medications: takes(
          ['Apixaban', 'atrial fibrillation: ask about head injury after any fall'],
          ['Furosemide', 'fluid'],
        ),
        devices: {
          pacemaker: { kind: 'pacemaker', since: '2020-03-03', note: 'Paces only; gives no shocks.' },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 60, cfs: '6' },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-150, '10:40'),
        {
          respect: respectForm(t, 150, by.gpMoorEnd, {
            sharedUnderstanding:
              'Weak heart that medicines no longer help much. Knows that each fall may be the one.',
            slider: { value: 8, scaleMax: 10 },
            values: 'Being in his own bed with Doreen next to him. His own teeth in.',
            fears: 'A trolley in a corridor.',
            priority: 'comfort',
            recommendations:
              'Simple things at home. Hospital for a broken hip, for pain relief, and home again.',
            cpr: 'not_recommended',
            paperLocation: 'Hall table drawer',
          }),
          cprDecision: notForCpr(t, 150, by.gpMoorEnd, 'ReSPECT form in the hall table drawer', {
            involved: ['person', 'carer'],
            discussedWith: ['Ron', 'Doreen Pickersgill'],
          }),
          treatmentEscalation: {
            hip: {
              problem: 'Fall with suspected broken hip',
              advised: 'Hospital for assessment and pain relief is wanted.',
              ceiling: 'ward',
              agreedWith: 'Ron',
            },
          },
          ...places('home', 'home'),
          awareness: aware('partly', 'partly', 'yes'),
        },
        'Ron and Doreen',
      ),
      wrote(by.matron, t.at(-76, '13:25'), {
        whatMatters: {
          whatMatters: 'Sunday service on the television, and knowing what day it is.',
          pleaseDo: 'Give him time to stand.',
          communication: 'Hearing aid, left ear only. Face him.',
        },
        personalContacts: {
          doreen: contact('Doreen Pickersgill', 'Wife', 'all', [homePhone(wharnleyNumber(114))], {
            roles: ['main_carer', 'next_of_kin'],
            livesWithPatient: true,
            wakeAtNight: 'yes',
          }),
          judith: contact(
            'Judith Pickersgill',
            'Daughter',
            'all',
            [mobile(115), { number: londonNumber(21), use: 'work' }],
            { roles: ['emergency'], wakeAtNight: 'yes', notes: 'In London; can be here in four hours.' },
          ),
          sandra: contact('Sandra Holt', 'Neighbour', 'nothing', [], {
            roles: ['neighbour'],
            isKeyholder: true,
            notes: 'A good heart. But Ron does not want his business in the street.',
          }),
        },
        accessNotes: {
          atTheDoor: 'Front door; Ron calls out before he gets up. Wait.',
          keysafe: { exists: true, verifiedOn: t.day(-76) },
          stairs: 'Stairlift',
          hazards: 'Rugs. Doreen will not have them up.',
        },
        safetyFlags: {
          falls: {
            kind: 'falls',
            reason: 'Four falls in six months; cannot get up alone.',
            reviewBy: t.day(60),
          },
        },
        adjustments: { hearing: { what: 'Hard of hearing: speak to the left side' } },
        professionalContacts: careTeam(
          { name: 'Saira Mahmood', role: 'Community matron', phoneInHours: wharnleyNumber(930) },
          districtNurses,
          outOfHoursGp,
        ),
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50, cfs: '7' },
      }),
      wrote(
        by.callum,
        t.at(-4, '18:50'),
        {
          personalContacts: {
            doreen: contact('Doreen Pickersgill', 'Wife', 'all', [homePhone(wharnleyNumber(114))], {
              roles: ['next_of_kin'],
              livesWithPatient: true,
              notes: 'In Wharnley Royal Infirmary with a broken wrist and a chest infection.',
            }),
          },
          carerSupport: {
            support: 'none',
            livesAlone: true,
            note: 'Alone while Doreen is in hospital. Judith rings morning and night; Sandra brings a meal.',
          },
          alerts: {
            alone: {
              text: 'At present alone in the house: his wife is in hospital.',
              severity: 'danger',
              expiresOn: t.day(14),
            },
          },
        },
        'Judith Pickersgill',
      ),
    ],
  },
]
