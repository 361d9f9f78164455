import { allergy, aware, contact, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { takes } from '../build/medicines.ts'
import { mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A nursing home on the moor road, with its own number. */
export const moorcoteHouse = (t: Calendar): Person[] => [
  {
    key: 'clifford-bastow',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Clifford', family: 'Bastow', preferred: 'Cliff', born: '1943-12-05' },
    gender: '1',
    ethnicity: 'White British',
    home: {
      lines: ['Moorcote House', 'Moor Road, Oxlow', 'Wharnley'],
      postcode: 'WZ5 7MH',
      isCareHome: true,
    },
    phones: { home: { number: wharnleyNumber(220), use: 'care_home', preference: 1 } },
    practice: practices.oxlow,
    referred: referred(
      by.moorcoteManager,
      144,
      '14:25',
      'Vascular dementia. Hits out when moved. No family visiting.',
    ),
    welcome: null,
    sittings: [
      wrote(by.moorcoteManager, t.at(-143, '15:00'), {
        registerStatus: { status: 'active', since: t.day(-143) },
        consentToRegister: { value: 'lacks_capacity_pending' },
        primaryDiagnosis: { text: 'Vascular dementia', since: '2018-05-01' },
        problems: problems('Type 2 diabetes', 'Peripheral arterial disease'),
        allergies: { penicillin: allergy('Penicillin', 'Collapse in 1988', 'life_threatening') },
        safetyFlags: {
          hitting: {
            kind: 'manual_handling',
            reason: 'Strikes out when moved without warning.',
            evidence: 'Two carers bruised in July.',
            reviewBy: t.day(40),
            needsTwoPeople: true,
          },
        },
        course: { phase: 'stable', prognosis: 'more_than_a_year', gsf: 'blue', akps: 40, cfs: '7' },
      }),
      wrote(by.gpOxlow, t.at(-70, '12:45'), {
        cprDecision: {
          decision: 'none',
          notDiscussedBecause: 'Lacks capacity and has nobody: advocate to be consulted first.',
        },
        imca: {
          isRequired: true,
          referredOn: t.day(-69),
          name: 'Awaited',
          note: 'Referred for CPR decision and ceiling of treatment.',
        },
        preferredPlaceOfDeath: { first: { place: 'unable_to_express' } },
        preferredPlaceOfCare: { first: { place: 'nursing_home' } },
        carerSupport: { support: 'round_the_clock' },
        professionalContacts: rounds.careHome,
        whatMatters: {
          pleaseDo: 'Tell him before you touch him. He was a joiner: give him something wooden to hold.',
        },
        course: { phase: 'deteriorating', gsf: 'green', akps: 30 },
      }),
    ],
  },
  {
    key: 'nora-eastwood',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Nora', family: 'Eastwood', born: '1948-03-19' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Quaker',
    home: {
      lines: ['Moorcote House', 'Moor Road, Oxlow', 'Wharnley'],
      postcode: 'WZ5 7MH',
      isCareHome: true,
    },
    phones: {
      home: { number: wharnleyNumber(220), use: 'care_home', preference: 1 },
      mobile: mobile(221, { preference: 2, mayText: false }),
    },
    practice: practices.oxlow,
    referred: referred(
      by.neurology,
      210,
      '09:30',
      'Secondary progressive multiple sclerosis. Clear-headed. Infections, sore skin.',
    ),
    welcome: welcomed(by.maren, 8, '11:40', 'Yes, after I’ve read what you wrote.'),
    sittings: [
      wrote(by.neurology, t.at(-209, '10:00'), {
        primaryDiagnosis: { text: 'Multiple sclerosis, secondary progressive', since: '1994-01-01' },
        problems: problems('Neurogenic bladder', 'Pressure sore, sacrum, grade 3', 'Trigeminal neuralgia'),
        allergies: { nitrofurantoin: allergy('Nitrofurantoin', 'Liver upset', 'severe') },
        devices: {
          catheter: { kind: 'catheter', since: '2019-04-04', changeDueOn: t.day(9), note: 'Suprapubic' },
        },
        medications: takes(['Baclofen', 'spasm: never stop suddenly'], ['Carbamazepine', 'face pain']),
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 30 },
      }),
      wrote(
        by.gpOxlow,
        t.at(-97, '15:10'),
        {
          cprDecision: notForCpr(t, 97, by.gpOxlow, 'Her own writing desk', {
            involved: ['person'],
            discussedWith: ['Nora'],
          }),
          adrt: {
            ventilation: {
              treatment: 'Breathing machine',
              circumstances: 'If I cannot breathe for myself',
              isLifeSustaining: true,
              makerWasAdult: true,
              hadCapacity: true,
              isWritten: true,
              isSigned: true,
              isWitnessed: true,
              statesEvenIfLifeAtRisk: true,
              madeOn: t.day(-97),
              paperLocation: 'Her own writing desk; copy in the notes',
            },
          },
          ...places('nursing_home', 'nursing_home', 'hospice'),
          personalContacts: {
            hugh: contact('Hugh Eastwood', 'Husband', 'all', [mobile(222)], {
              roles: ['next_of_kin'],
              wakeAtNight: 'yes',
            }),
            alison: contact('Alison Birch', 'Friend from Meeting', 'logistics', [mobile(223)], {
              roles: ['neighbour'],
            }),
          },
          spiritualCultural: {
            faith: 'Quaker',
            atEndOfLife: 'Silence. Alison may sit with her.',
            organOrTissueDonation: 'wishes_to',
          },
          professionalContacts: rounds.careHome,
          carerSupport: { support: 'round_the_clock' },
          whatMatters: { whatMatters: 'To be asked, not told.' },
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Nora',
      ),
      confirmed(by.moorcoteManager, t.at(-20, '10:30'), ['cprDecision', 'personalContacts/hugh'], 'Nora'),
    ],
  },
]
