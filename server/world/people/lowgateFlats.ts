import { aware, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** Neighbours of Lowgate who share a staircase and no language. */
export const lowgateFlats = (t: Calendar): Person[] => [
  {
    key: 'ladislav-horvath',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Ladislav', family: 'Horváth', preferred: 'Laco', born: '1965-05-05' },
    gender: '1',
    ethnicity: 'Roma, Slovak',
    religion: 'Pentecostal',
    isUntraced: true,
    home: { lines: ['18B Loom Buildings', 'Lowgate', 'Wharnley'], postcode: 'WZ1 3LB' },
    phones: { mobile: mobile(321, { preference: 1 }) },
    practice: practices.canalSide,
    referred: referred(
      by.discharge,
      29,
      '16:30',
      'Liver cirrhosis with ascites. Left hospital against advice, wants family round him.',
    ),
    welcome: welcomed(by.callum, 3, '17:20', 'Through the interpreter: yes, but who pays?'),
    sittings: [
      wrote(by.discharge, t.at(-28, '09:00'), {
        primaryDiagnosis: { text: 'Cirrhosis of liver', since: t.day(-400) },
        problems: problems('Ascites, drained every two weeks', 'Hepatitis C, treated', 'COPD'),
        allergies: { asked: 'not_asked' },
        interpreter: {
          isNeeded: true,
          language: 'Slovak',
          genderPreference: 'male',
          note: 'Some speak Romani at home; Slovak works.',
        },
        course: { phase: 'unstable', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(by.dnKwame, t.at(-14, '12:40'), {
        cprDecision: 'not_asked',
        preferredPlaceOfDeath: 'not_asked',
        preferredPlaceOfCare: { first: { place: 'home' } },
        personalContacts: {
          vera: contact('Vera Horváthová', 'Wife', 'all', [mobile(321), mobile(322)], {
            roles: ['main_carer', 'next_of_kin'],
            livesWithPatient: true,
            language: 'Slovak',
          }),
          dominik: contact('Dominik Horváth', 'Son, 16', 'logistics', [mobile(323)], {
            roles: ['dependent'],
            isChild: true,
            notes: 'Speaks good English. Not to be used as interpreter.',
          }),
        },
        accessNotes: {
          atTheDoor: 'First floor right.',
          hazards: 'Stair light broken',
          parking: 'Behind the launderette',
        },
        carerSupport: { support: 'lives_with' },
        professionalContacts: rounds.south,
        awareness: { personAwareOfPrognosis: { unknown: 'not_asked' } },
      }),
    ],
  },
  {
    key: 'rokeya-begum',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Rokeya', family: 'Begum', born: '1958-12-15' },
    gender: '2',
    ethnicity: 'Bangladeshi',
    religion: 'Muslim',
    home: { lines: ['7 Loom Buildings', 'Lowgate', 'Wharnley'], postcode: 'WZ1 3LB' },
    phones: { home: homePhone(wharnleyNumber(340), { preference: 1 }) },
    practice: practices.canalSide,
    referred: referred(
      by.renal,
      101,
      '12:30',
      'Kidney failure; has chosen care without dialysis. Itch, tiredness, restless legs.',
    ),
    welcome: welcomed(by.shabnam, 4, '12:10', 'Her daughter-in-law put her on: yes, apa.'),
    sittings: [
      wrote(by.renal, t.at(-100, '13:00'), {
        primaryDiagnosis: { text: 'Chronic kidney disease stage 5, conservative care', since: t.day(-300) },
        problems: problems('Type 2 diabetes on insulin', 'Hypertension', 'Anaemia'),
        allergies: noneKnown,
        interpreter: { isNeeded: true, language: 'Bengali', dialect: 'Sylheti', genderPreference: 'female' },
        medications: takes(['Gabapentin, renal dose', 'itch and legs'], ['Insulin', 'diabetes']),
        alerts: {
          renal: {
            text: 'Kidney failure: no ordinary morphine. Renal medicines are in the house.',
            severity: 'danger',
          },
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.gpCanal,
        t.at(-44, '10:15'),
        {
          cprDecision: notForCpr(t, 44, by.gpCanal, 'With her passport, bedroom wardrobe', {
            involved: ['person', 'carer'],
            discussedWith: ['Mrs Begum', 'Shirin Begum'],
          }),
          ...places('home', 'home'),
          personalContacts: {
            shirin: contact('Shirin Begum', 'Daughter-in-law', 'all', [mobile(341)], {
              roles: ['main_carer'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            abdul: contact('Abdul Karim', 'Son', 'all', [mobile(342)], {
              roles: ['next_of_kin'],
              livesWithPatient: true,
              notes: 'Taxi driver, nights.',
            }),
          },
          anticipatoryMedicines: justInCase(t, {
            issued: 40,
            chartExpires: 44,
            place: 'Fridge door, sealed bag',
            isRenal: true,
          }),
          spiritualCultural: { faith: 'Muslim', burialOrCremation: 'urgent_burial', whoToCall: 'Abdul' },
          carerSupport: { support: 'lives_with' },
          professionalContacts: rounds.south,
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Mrs Begum, with interpreter',
      ),
      wrote(by.renal, t.at(-13, '15:10'), {
        course: { phase: 'deteriorating', gsf: 'yellow', prognosis: 'last_weeks', akps: 40 },
      }),
    ],
  },
]
