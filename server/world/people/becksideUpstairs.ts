import { contact, noneKnown, notForCpr, places, problems, respectForm } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { justInCase } from '../build/medicines.ts'
import { mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** More residents of Beckside Grange, on the floor above. */
export const becksideUpstairs = (t: Calendar): Person[] => [
  {
    key: 'leonard-frost',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Leonard', family: 'Frost', preferred: 'Len', born: '1937-02-14' },
    gender: '1',
    ethnicity: 'White British',
    home: {
      lines: ['Beckside Grange', 'Beck Road, Lowgate', 'Wharnley'],
      postcode: 'WZ1 9BG',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(210), use: 'care_home', preference: 1 } },
    practice: practices.canalSide,
    referred: referred(
      by.discharge,
      173,
      '15:15',
      'Left hemisphere stroke; no speech; fed by tube. Home with a plan.',
    ),
    welcome: welcomed(by.joseph, 6, '10:00', 'Thumb up, three times, with Sister holding the phone.'),
    sittings: [
      wrote(by.discharge, t.at(-172, '15:40'), {
        primaryDiagnosis: { text: 'Stroke, left middle cerebral artery', since: t.day(-230) },
        problems: problems('Aphasia', 'Right-sided weakness', 'Hypertension'),
        allergies: noneKnown,
        devices: { peg: { kind: 'peg', since: t.day(-200), note: 'Nothing by mouth.' } },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40, cfs: '8' },
      }),
      wrote(
        by.gpCanal,
        t.at(-118, '14:50'),
        {
          respect: respectForm(t, 118, by.gpCanal, {
            sharedUnderstanding: 'Will not get better; another stroke is likely.',
            slider: { value: 70, scaleMax: 100 },
            values: 'Rugby league on television. His late wife’s photograph.',
            priority: 'balance',
            recommendations: 'Antibiotics by tube; hospital for a blocked or pulled tube; no intensive care.',
            cpr: 'not_recommended',
            involved: 'Len by thumbs; his brother',
            paperLocation: 'Inside his wardrobe door',
          }),
          cprDecision: notForCpr(t, 118, by.gpCanal, 'Inside his wardrobe door', { involved: ['person'] }),
          treatmentEscalation: {
            tube: {
              problem: 'Feeding tube out or blocked',
              advised: 'Hospital for the tube, then back here',
              ceiling: 'ward',
            },
          },
          ...places('nursing_home', 'nursing_home'),
          adjustments: {
            speech: {
              what: 'Cannot speak: thumbs for yes and no, picture board',
              note: 'Understands everything.',
            },
          },
          personalContacts: {
            norman: contact('Norman Frost', 'Brother', 'all', [mobile(213)], {
              roles: ['next_of_kin'],
              wakeAtNight: 'no',
            }),
          },
          professionalContacts: rounds.careHome,
          carerSupport: { support: 'round_the_clock' },
        },
        'Len, by thumbs, and Norman',
      ),
    ],
  },
  {
    key: 'dot-ramsden',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Dorothy', family: 'Ramsden', preferred: 'Dot', born: '1936-01-21' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Salvation Army',
    home: {
      lines: ['Beckside Grange', 'Beck Road, Lowgate', 'Wharnley'],
      postcode: 'WZ1 9BG',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(210), use: 'care_home', preference: 1 } },
    practice: practices.canalSide,
    referred: referred(
      by.becksideManager,
      57,
      '10:20',
      'Frailty; lost a fifth of her weight in a year; sleeps most of the day.',
    ),
    welcome: welcomed(by.callum, 3, '13:50', 'You’re very kind. Yes, dear.'),
    sittings: [
      wrote(by.becksideManager, t.at(-56, '11:00'), {
        primaryDiagnosis: { text: 'Frailty of old age' },
        problems: problems('Weight loss', 'Hip fracture 2024'),
        allergies: { asked: 'not_asked' },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 30, cfs: '8' },
      }),
      wrote(
        by.gpCanal,
        t.at(-42, '16:30'),
        {
          cprDecision: notForCpr(t, 42, by.gpCanal, 'Front of her notes, nurses’ station', {
            involved: ['person', 'carer'],
            discussedWith: ['Dot', 'Neil Ramsden'],
          }),
          ...places('nursing_home', 'nursing_home'),
          personalContacts: {
            neil: contact('Neil Ramsden', 'Son', 'condition', [mobile(214)], {
              roles: ['next_of_kin'],
              notes: 'A prison officer: rings with his number withheld. Knows the phrase.',
            }),
          },
          agreedPhrases: {
            neil: {
              with: { contactItem: contactIdOf('dot-ramsden', 'neil') },
              phrase: 'songsters on sunday',
            },
          },
          professionalContacts: rounds.careHome,
          carerSupport: { support: 'round_the_clock' },
          whatMatters: { whatMatters: 'The Sunday songsters. A drop of sherry.' },
        },
        'Dot and Neil',
      ),
    ],
  },
  {
    key: 'agnes-mulroy',
    line: 'wharnley',
    who: { title: 'Miss', given: 'Agnes', family: 'Mulroy', born: '1929-08-15' },
    gender: '2',
    ethnicity: 'White Irish',
    religion: 'Roman Catholic',
    home: {
      lines: ['Beckside Grange', 'Beck Road, Lowgate', 'Wharnley'],
      postcode: 'WZ1 9BG',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(210), use: 'care_home', preference: 1 } },
    practice: practices.canalSide,
    referred: referred(by.gpCanal, 24, '12:00', 'Heart failure, ninety-seven, had enough of tablets.'),
    welcome: welcomed(by.priya, 2, '11:00', 'I taught half this town to read. They may as well know.'),
    sittings: [
      wrote(
        by.gpCanal,
        t.at(-23, '12:20'),
        {
          primaryDiagnosis: { text: 'Heart failure with preserved ejection fraction', since: '2021-12-01' },
          problems: problems('Chronic kidney disease 4'),
          allergies: noneKnown,
          cprDecision: notForCpr(t, 23, by.gpCanal, 'In her missal, bedside', {
            involved: ['person'],
            discussedWith: ['Agnes'],
          }),
          ...places('nursing_home', 'nursing_home'),
          spiritualCultural: {
            faith: 'Roman Catholic',
            atEndOfLife: 'Father Doyle for anointing, any hour',
            burialOrCremation: 'burial',
          },
          personalContacts: { none: 'not_applicable' },
          carerSupport: { support: 'round_the_clock' },
          professionalContacts: rounds.careHome,
          course: {
            phase: 'dying',
            prognosis: 'last_days',
            gsf: 'red',
            akps: 20,
            cfs: '9',
            note: 'Stopped eating on Monday. Peaceful.',
          },
          awareness: { personAwareOfPrognosis: 'yes' },
          anticipatoryMedicines: justInCase(t, {
            issued: 20,
            chartExpires: 64,
            place: 'Controlled drugs cupboard, first floor',
            isRenal: true,
          }),
        },
        'Agnes',
      ),
    ],
  },
]
