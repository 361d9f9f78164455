import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A catheter that blocks, and lungs that stiffen. */
export const whiteleyAndShah = (t: Calendar): Person[] => [
  {
    key: 'geoffrey-whiteley',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Geoffrey', family: 'Whiteley', preferred: 'Geoff', born: '1948-04-01' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['Laithe Farm', 'Oxlow', 'Wharnley'], postcode: 'WZ5 6LF' },
    phones: { home: homePhone(wharnleyNumber(420), { preference: 1 }) },
    practice: practices.oxlow,
    referred: referred(by.neurology, 198, '09:55', 'Parkinson’s disease, late stage; nights are the worst.'),
    welcome: welcomed(by.joseph, 11, '12:20', 'Ask the wife.'),
    sittings: [
      wrote(by.neurology, t.at(-197, '10:20'), {
        primaryDiagnosis: { text: 'Parkinson’s disease', since: '2011-01-01' },
        problems: problems('Hallucinations', 'Low blood pressure on standing'),
        allergies: { haloperidol: allergy('Haloperidol', 'Froze solid: never give', 'severe') },
        devices: {
          catheter: {
            kind: 'catheter',
            since: '2025-08-08',
            changeDueOn: t.day(21),
            note: 'Blocks. Spare pack in the porch.',
          },
        },
        medications: takes(['Co-careldopa', 'Parkinson’s: on the dot'], ['Rotigotine patch', 'Parkinson’s']),
        alerts: {
          antisickness: {
            text: 'Parkinson’s: no haloperidol, metoclopramide or levomepromazine without advice.',
            severity: 'danger',
          },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40 },
      }),
      wrote(
        by.gpOxlow,
        t.at(-115, '16:15'),
        {
          cprDecision: notForCpr(t, 115, by.gpOxlow, 'Back of the larder door', {
            involved: ['person', 'carer'],
          }),
          ...places('home', 'home', 'community_hospital'),
          personalContacts: {
            barbara: contact('Barbara Whiteley', 'Wife', 'all', [homePhone(wharnleyNumber(420))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            ian: contact('Ian Whiteley', 'Son, runs the farm', 'condition', [mobile(421)], {
              roles: ['emergency'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
          },
          accessNotes: {
            atTheDoor: 'Yard gate: lift it. Ian meets you with the quad in snow.',
            pets: 'Two collies, loud, tied',
            parking: 'Yard',
            lighting: 'Sensor lights',
          },
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'geoffrey-whiteley', 'barbara', 115, 2),
          professionalContacts: { ...rounds.north, neuro: specialists.neurology },
          awareness: aware('partly', 'yes', 'yes'),
        },
        'Geoff and Barbara',
      ),
      confirmed(by.dnBev, t.at(-23, '09:35'), ['personalContacts/barbara', 'cprDecision'], 'Barbara'),
    ],
  },
  {
    key: 'anwar-shah',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Mohammed Anwar', family: 'Shah', preferred: 'Anwar', born: '1954-11-02' },
    gender: '1',
    ethnicity: 'Pakistani',
    religion: 'Muslim',
    home: { lines: ['33 Hollin Terrace', 'Oxlow', 'Wharnley'], postcode: 'WZ5 3LM' },
    phones: {
      mobile: mobile(431, { preference: 1 }),
      home: homePhone(wharnleyNumber(430), { preference: 2 }),
    },
    practice: practices.oxlow,
    referred: referred(
      by.respiratory,
      77,
      '11:05',
      'Pulmonary fibrosis from thirty years in carding. Oxygen all day.',
    ),
    welcome: welcomed(by.shabnam, 3, '15:20', 'Beta, of course.'),
    sittings: [
      wrote(by.respiratory, t.at(-76, '11:30'), {
        primaryDiagnosis: { text: 'Pulmonary fibrosis', since: '2023-05-16' },
        problems: problems('Pulmonary hypertension', 'Reflux'),
        allergies: noneKnown,
        devices: {
          oxygen: {
            kind: 'oxygen',
            flow: 'Concentrator with long tube',
            supplier: 'Dale Oxygen',
            isFireRisk: false,
          },
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.respiratory,
        t.at(-34, '14:00'),
        {
          cprDecision: notForCpr(t, 34, by.respiratory, 'Bedside cabinet', { involved: ['person', 'carer'] }),
          ...places('home', 'home'),
          treatmentEscalation: {
            flare: {
              problem: 'Sudden worsening',
              advised: 'One trial of hospital treatment if it is sudden; no machine.',
              ceiling: 'ward',
              agreedWith: 'Anwar',
            },
          },
          personalContacts: {
            naseem: contact('Naseem Shah', 'Wife', 'condition', [homePhone(wharnleyNumber(430))], {
              roles: ['main_carer'],
              livesWithPatient: true,
              language: 'Urdu',
              notes: 'Anwar does not want her told how long.',
            }),
            bilal: contact('Bilal Shah', 'Son', 'all', [mobile(432)], {
              roles: ['next_of_kin', 'emergency'],
              wakeAtNight: 'yes',
            }),
          },
          awareness: aware('yes', 'no', 'yes', 'By his wish his wife is not told the prognosis.'),
          spiritualCultural: { faith: 'Muslim', burialOrCremation: 'urgent_burial' },
          anticipatoryMedicines: justInCase(t, { issued: 30, chartExpires: 54, place: 'Wardrobe shelf' }),
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.north, chest: specialists.chest },
        },
        'Anwar and Bilal',
      ),
      wrote(by.dnBev, t.at(-5, '16:50'), {
        course: { phase: 'deteriorating', gsf: 'yellow', prognosis: 'last_weeks', akps: 40 },
      }),
    ],
  },
]
