import { allergy, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Residents of The Anchorage, behind one telephone number. */
export const theAnchorage = (t: Calendar): Person[] => [
  {
    key: 'ethel-rudd',
    line: 'marram',
    who: { title: 'Mrs', given: 'Ethel', family: 'Rudd', born: '1930-03-03' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['The Anchorage', 'Promenade, Marram Bay'], postcode: 'MZ2 9PR', isCareHome: true },
    phones: { home: { number: marramNumber(570), use: 'care_home', preference: 1 } },
    practice: practices.staithe,
    referred: referred(by.anchorageManager, 133, '11:00', 'Dementia, late stage.'),
    welcome: null,
    sittings: [
      wrote(by.anchorageManager, t.at(-132, '11:30'), {
        registerStatus: { status: 'active', since: t.day(-132) },
        consentToRegister: { value: 'given_by_attorney_or_deputy', by: 'Susan Rudd' },
        primaryDiagnosis: { text: 'Vascular dementia, late stage', since: '2016-06-01' },
        allergies: { aspirin: allergy('Aspirin', 'Stomach bleed', 'severe') },
        cprDecision: notForCpr(t, 132, by.gpStaithe, 'Office, red file', { involved: ['attorney'] }),
        ...places('nursing_home', 'nursing_home'),
        personalContacts: {
          susan: contact('Susan Rudd', 'Daughter', 'all', [mobile(571)], {
            roles: ['next_of_kin', 'attorney'],
            mayBeToldBasis: 'given_by_attorney_or_deputy',
          }),
        },
        professionalContacts: rounds.coast,
        carerSupport: { support: 'round_the_clock' },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 20, cfs: '8' },
      }),
    ],
  },
  {
    key: 'cyril-manning',
    line: 'marram',
    who: { title: 'Mr', given: 'Cyril', family: 'Manning', born: '1937-07-07' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['The Anchorage', 'Promenade, Marram Bay'], postcode: 'MZ2 9PR', isCareHome: true },
    phones: { home: { number: marramNumber(570), use: 'care_home', preference: 1 } },
    practice: practices.staithe,
    referred: referred(
      by.hospital,
      70,
      '13:15',
      'Second stroke. Swallow unsafe; has chosen to eat for pleasure.',
    ),
    welcome: welcomed(by.tomasz, 5, '11:50', 'Yes. And I’ll have my whisky.'),
    sittings: [
      wrote(by.hospital, t.at(-69, '13:40'), {
        primaryDiagnosis: { text: 'Stroke', since: t.day(-95) },
        problems: problems('Unsafe swallow: eats at risk by choice', 'Atrial fibrillation'),
        allergies: noneKnown,
        course: { phase: 'deteriorating', prognosis: 'last_weeks', gsf: 'yellow', akps: 30, cfs: '8' },
      }),
      wrote(
        by.gpStaithe,
        t.at(-58, '15:40'),
        {
          cprDecision: notForCpr(t, 58, by.gpStaithe, 'Office, red file', { involved: ['person'] }),
          treatmentEscalation: {
            chest: {
              problem: 'Pneumonia from swallowing',
              advised: 'Comfort only',
              ceiling: 'home_only',
              agreedWith: 'Cyril',
            },
          },
          ...places('nursing_home', 'nursing_home'),
          personalContacts: {
            dee: contact('Deirdre Manning', 'Wife', 'all', [homePhone(marramNumber(572))], {
              roles: ['next_of_kin'],
              wakeAtNight: 'yes',
            }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 50, chartExpires: 34, place: 'Drugs room' }),
          professionalContacts: rounds.coast,
          carerSupport: { support: 'round_the_clock' },
          whatMatters: { whatMatters: 'A whisky at six, thickened if it must be.' },
        },
        'Cyril',
      ),
    ],
  },
  {
    key: 'audrey-fenn',
    line: 'marram',
    who: { title: 'Miss', given: 'Audrey', family: 'Fenn', born: '1933-05-25' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Christian Scientist',
    home: { lines: ['The Anchorage', 'Promenade, Marram Bay'], postcode: 'MZ2 9PR', isCareHome: true },
    phones: { home: { number: marramNumber(570), use: 'care_home', preference: 1 } },
    practice: practices.staithe,
    referred: referred(by.anchorageManager, 44, '09:30', 'Heart failure. Declines most medicines.'),
    welcome: welcomed(by.ishbel, 7, '16:20', 'You may know that I exist.'),
    sittings: [
      wrote(by.anchorageManager, t.at(-43, '10:00'), {
        primaryDiagnosis: { text: 'Heart failure' },
        allergies: { asked: 'declined' },
        cprDecision: 'not_asked',
        ...places('nursing_home', 'declined_discussion'),
        spiritualCultural: {
          faith: 'Christian Scientist',
          atEndOfLife: 'No medicines unless she asks; a practitioner’s number is in her drawer.',
        },
        personalContacts: {
          joan: contact('Joan Fenn-Pratt', 'Cousin', 'logistics', [mobile(573)], { roles: ['next_of_kin'] }),
        },
        professionalContacts: rounds.coast,
        carerSupport: { support: 'round_the_clock' },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40, cfs: '7' },
      }),
    ],
  },
]
