import { allergy, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Residents of one care home, all behind one telephone number. */
export const becksideGrange = (t: Calendar): Person[] => [
  {
    key: 'constance-vickers',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Constance', family: 'Vickers', preferred: 'Connie', born: '1932-04-29' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: {
      lines: ['Beckside Grange', 'Beck Road, Lowgate', 'Wharnley'],
      postcode: 'WZ1 9BG',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(210), use: 'care_home', preference: 1 } },
    practice: practices.canalSide,
    referred: referred(
      by.becksideManager,
      260,
      '13:30',
      'Advanced Alzheimer’s disease; chest infections; eats little.',
    ),
    welcome: null,
    sittings: [
      wrote(by.becksideManager, t.at(-259, '14:00'), {
        registerStatus: { status: 'active', since: t.day(-259), endOfLifeRegister: true },
        primaryDiagnosis: { text: 'Alzheimer’s disease, advanced', since: '2015-09-01' },
        problems: problems('Contractures', 'Recurrent chest infections'),
        allergies: noneKnown,
        consentToRegister: {
          value: 'best_interests_decision',
          bestInterests: {
            decision: 'To be on the register so that out-of-hours staff know her',
            assessor: 'Sister Philippa Noone',
            cannotDecideBecause: 'No longer speaks or follows speech.',
            consulted: ['Rosalind Vickers', 'Dr Imran Sadiq'],
            on: t.day(-259),
          },
        },
        consentToShare: { everyone: { scope: 'everyone_caring', value: 'best_interests_decision' } },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'green', akps: 30, cfs: '8' },
      }),
      wrote(
        by.gpCanal,
        t.at(-131, '16:00'),
        {
          cprDecision: notForCpr(t, 131, by.gpCanal, 'Front of her notes, nurses’ station', {
            notDiscussedBecause: 'Connie lacks capacity for this; Rosalind was consulted.',
            discussedWith: ['Rosalind Vickers'],
          }),
          ...places('nursing_home', { place: 'nursing_home', named: 'Beckside Grange' }),
          capacity: {
            cpr: {
              decision: 'CPR',
              hasCapacity: 'no',
              assessor: 'Dr Imran Sadiq',
              assessorRole: 'GP',
              assessedAt: t.at(-131, '15:40'),
              basis: 'Cannot retain or weigh it.',
            },
          },
          treatmentEscalation: {
            chest: {
              problem: 'Chest infection',
              advised: 'Syrup antibiotics if she will swallow; no drips; stay here.',
              ceiling: 'home_only',
              agreedWith: 'Rosalind Vickers',
            },
          },
          personalContacts: {
            rosalind: contact('Rosalind Vickers', 'Daughter', 'all', [mobile(211)], {
              roles: ['next_of_kin'],
              wakeAtNight: 'yes',
              mayBeToldBasis: 'best_interests_decision',
            }),
          },
          carerSupport: { support: 'round_the_clock' },
          professionalContacts: rounds.careHome,
        },
        'Rosalind Vickers',
      ),
      wrote(by.becksideManager, t.at(-14, '10:45'), {
        course: { phase: 'deteriorating', prognosis: 'last_weeks', gsf: 'yellow', akps: 20 },
        whatMatters: {
          whatMatters: 'Her knitted blanket; hymns; a woman’s voice.',
          communication: 'Answers to touch before words. Grimaces when in pain.',
        },
        anticipatoryMedicines: justInCase(t, {
          issued: 14,
          chartExpires: 70,
          place: 'Controlled drugs cupboard, first floor',
        }),
      }),
    ],
  },
  {
    key: 'harjit-gill',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Harjit Kaur', family: 'Gill', preferred: 'Bibi Ji', born: '1940-05-11' },
    gender: '2',
    ethnicity: 'Indian',
    religion: 'Sikh',
    home: {
      lines: ['Beckside Grange', 'Beck Road, Lowgate', 'Wharnley'],
      postcode: 'WZ1 9BG',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(210), use: 'care_home', preference: 1 } },
    practice: practices.canalSide,
    referred: referred(
      by.becksideManager,
      92,
      '11:30',
      'Parkinson’s disease with dementia. Family visit every evening.',
    ),
    welcome: welcomed(by.shabnam, 4, '16:10', 'Her son said yes on her behalf; she nodded.'),
    sittings: [
      wrote(by.becksideManager, t.at(-91, '12:00'), {
        primaryDiagnosis: { text: 'Parkinson’s disease', since: '2012-03-01' },
        problems: problems('Parkinson’s disease dementia', 'Swallowing difficulty'),
        allergies: {
          metoclopramide: allergy('Metoclopramide', 'Makes Parkinson’s much worse: never give', 'severe'),
        },
        interpreter: { isNeeded: true, language: 'Punjabi', genderPreference: 'female' },
        medications: takes(['Co-careldopa', 'Parkinson’s: on time, every time']),
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40, cfs: '7' },
      }),
      wrote(
        by.gpCanal,
        t.at(-40, '15:20'),
        {
          cprDecision: 'not_asked',
          ...places('nursing_home', 'undecided'),
          spiritualCultural: {
            faith: 'Sikh',
            atEndOfLife: 'Hymns from the Guru Granth Sahib. The five Ks stay on.',
            afterDeath: 'Family wash and dress her.',
            burialOrCremation: 'cremation',
          },
          personalContacts: {
            manjit: contact('Manjit Singh Gill', 'Son', 'all', [mobile(212)], {
              roles: ['next_of_kin', 'attorney'],
              language: 'Punjabi, English',
            }),
          },
          lpa: {
            health: {
              kind: 'health_and_welfare',
              attorneys: [{ name: 'Manjit Singh Gill', phone: mobile(212).number }],
              acting: 'sole',
              mayDecideLifeSustaining: { unknown: 'not_known' },
              registeredOn: '2021-09-14',
              paperLocation: 'Manjit has it',
            },
          },
          alerts: {
            metoclopramide: {
              text: 'Parkinson’s: no metoclopramide, no haloperidol, no levomepromazine without advice.',
              severity: 'danger',
            },
          },
          professionalContacts: rounds.careHome,
          carerSupport: { support: 'round_the_clock' },
        },
        'Manjit Singh Gill',
      ),
    ],
  },
]
