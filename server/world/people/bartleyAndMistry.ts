import { allergy, aware, contact, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Two long marriages in Scarbeck. */
export const bartleyAndMistry = (t: Calendar): Person[] => [
  {
    key: 'winston-bartley',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Winston Delroy', family: 'Bartley', preferred: 'Delroy', born: '1943-07-14' },
    gender: '1',
    ethnicity: 'Black Caribbean',
    religion: 'New Testament Church of God',
    home: { lines: ['73 Fuller’s Bank', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 7FB' },
    phones: { home: homePhone(wharnleyNumber(330), { preference: 1, mayLeaveMessage: true }) },
    practice: practices.moorEnd,
    referred: referred(
      by.oncology,
      87,
      '15:00',
      'Prostate cancer in the bones, castrate-resistant. Pain settled; legs being watched.',
    ),
    welcome: welcomed(by.priya, 2, '16:30', 'The Lord knows it already, so you may as well.'),
    sittings: [
      wrote(by.oncology, t.at(-86, '15:30'), {
        primaryDiagnosis: { text: 'Carcinoma of prostate', since: '2020-09-09', spread: 'Spine and ribs' },
        problems: problems('Glaucoma', 'Hypertension'),
        allergies: { ramipril: allergy('Ramipril', 'Swollen lips', 'severe') },
        medications: takes(['Morphine sulfate modified release', 'bone pain'], ['Naproxen', 'bone pain']),
        alerts: {
          cord: {
            text: 'Spine metastases: new weakness, numbness or bladder trouble is an emergency he wants treated.',
            severity: 'danger',
          },
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-50, '11:30'),
        {
          cprDecision: notForCpr(t, 50, by.gpMoorEnd, 'Inside the front cover of the family Bible', {
            involved: ['person', 'carer'],
          }),
          treatmentEscalation: {
            cord: {
              problem: 'Signs of cord compression',
              advised: 'Hospital at once, by his wish',
              ceiling: 'ward',
              agreedWith: 'Winston and Myrtle',
            },
          },
          ...places('home', 'home', 'hospice'),
          personalContacts: {
            myrtle: contact('Myrtle Bartley', 'Wife', 'all', [homePhone(wharnleyNumber(330))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            carlton: contact('Carlton Bartley', 'Son', 'all', [mobile(331)], {
              roles: ['emergency'],
              isKeyholder: true,
            }),
            pastor: contact('Pastor Ivy Greaves', 'Pastor', 'condition', [mobile(332)], {
              roles: ['neighbour'],
            }),
          },
          spiritualCultural: {
            faith: 'New Testament Church of God',
            atEndOfLife: 'Pastor Greaves and singing.',
            afterDeath: 'Nine nights; the house will be full.',
            burialOrCremation: 'burial',
          },
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.south, cns: specialists.cns },
          awareness: aware('yes', 'yes', 'yes'),
          whatMatters: {
            whatMatters: 'His allotment, dominoes, and being properly dressed.',
            likesToBeCalled: 'Mr Bartley, until he says otherwise',
          },
        },
        'Winston and Myrtle',
      ),
      confirmed(
        by.dnKwame,
        t.at(-16, '10:40'),
        ['cprDecision', 'preferredPlaceOfDeath'],
        'Mr and Mrs Bartley',
      ),
    ],
  },
  {
    key: 'kantaben-mistry',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Kantaben', family: 'Mistry', preferred: 'Ba', born: '1938-08-19' },
    gender: '2',
    ethnicity: 'Indian',
    religion: 'Hindu',
    home: { lines: ['20 Fuller’s Bank', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 7FB' },
    phones: { home: homePhone(wharnleyNumber(350), { preference: 1 }) },
    practice: practices.moorEnd,
    referred: referred(
      by.gpMoorEnd,
      219,
      '10:10',
      'Mixed dementia, at home with her son’s family. Swallowing is going.',
    ),
    welcome: welcomed(by.joseph, 6, '18:00', 'Said by her son, who asked her first in Gujarati.', {
      consentToRegister: {
        value: 'best_interests_decision',
        bestInterests: {
          decision: 'To be on the register',
          assessor: 'Dr Miriam Holroyd',
          cannotDecideBecause: 'Does not follow what a register is, in Gujarati or in English.',
          consulted: ['Dinesh Mistry', 'Hansa Mistry'],
          on: t.day(-213),
        },
      },
    }),
    sittings: [
      wrote(by.gpMoorEnd, t.at(-218, '10:40'), {
        primaryDiagnosis: { text: 'Alzheimer’s disease with vascular dementia', since: '2017-11-11' },
        problems: problems('Osteoarthritis', 'Weight loss'),
        allergies: { asked: 'not_known' },
        interpreter: { isNeeded: true, language: 'Gujarati', genderPreference: 'female' },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40, cfs: '7' },
      }),
      wrote(
        by.matron,
        t.at(-72, '13:00'),
        {
          cprDecision: notForCpr(t, 72, by.gpMoorEnd, 'Shoe cupboard by the front door, top', {
            notDiscussedBecause: 'Lacks capacity; son and daughter-in-law consulted.',
          }),
          ...places('home', 'home'),
          personalContacts: {
            hansa: contact(
              'Hansa Mistry',
              'Daughter-in-law',
              'all',
              [mobile(351), homePhone(wharnleyNumber(350))],
              {
                roles: ['main_carer'],
                livesWithPatient: true,
                wakeAtNight: 'yes',
                mayBeToldBasis: 'best_interests_decision',
              },
            ),
            dinesh: contact('Dinesh Mistry', 'Son', 'all', [mobile(352)], {
              roles: ['next_of_kin', 'attorney'],
              livesWithPatient: true,
            }),
          },
          spiritualCultural: {
            faith: 'Hindu, Vaishnav',
            atEndOfLife: 'On the floor if it can be, Ganges water and tulsi on the lips.',
            afterDeath: 'Family wash her. No beef or leather near.',
            burialOrCremation: 'cremation',
          },
          lpa: {
            health: {
              kind: 'health_and_welfare',
              attorneys: [{ name: 'Dinesh Mistry', phone: mobile(352).number }],
              acting: 'sole',
              mayDecideLifeSustaining: true,
              registeredOn: '2019-04-02',
              paperLocation: 'Dinesh’s desk',
            },
          },
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'kantaben-mistry', 'hansa', 72, 2),
          professionalContacts: rounds.south,
          whatMatters: {
            whatMatters: 'Bhajans in the morning; the smallest grandchild on her lap.',
            pleaseDo: 'Strictly vegetarian, medicines too where there is a choice.',
          },
        },
        'Dinesh and Hansa',
      ),
      wrote(by.dnKwame, t.at(-11, '11:20'), {
        course: { phase: 'deteriorating', prognosis: 'last_weeks', gsf: 'yellow', akps: 20 },
        anticipatoryMedicines: justInCase(t, { issued: 10, chartExpires: 74, place: 'Pantry, green tin' }),
        carerStrain: strain(t, 'kantaben-mistry', 'hansa', 11, 3),
      }),
    ],
  },
]
