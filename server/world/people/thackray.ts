import { aware, contact, noneKnown, notForCpr, places, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Motor neurone disease, a mask at night, and a refusal in writing. */
export const thackray = (t: Calendar): Person[] => [
  {
    key: 'simon-thackray',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Simon', family: 'Thackray', born: '1968-01-17' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'None',
    home: { lines: ['The Old Dyehouse', 'Crossgill', 'Wharnley'], postcode: 'WZ5 8DH' },
    phones: {
      mobile: mobile(261, { preference: 2, note: 'Types; text is best.' }),
      home: homePhone(wharnleyNumber(260), { preference: 1 }),
    },
    practice: practices.oxlow,
    referred: referred(
      by.neurology,
      182,
      '12:20',
      'Motor neurone disease, bulbar and arms. Tube-fed; mask ventilation at night.',
    ),
    welcome: welcomed(by.joseph, 4, '17:00', 'Typed: YES TO ALL. ASK ME NOT MY WIFE.'),
    sittings: [
      wrote(by.neurology, t.at(-181, '13:00'), {
        primaryDiagnosis: { text: 'Motor neurone disease (ALS)', since: '2024-10-22' },
        allergies: noneKnown,
        devices: {
          peg: { kind: 'peg', since: t.day(-120) },
          mask: {
            kind: 'other',
            what: 'Non-invasive ventilation, nights',
            note: 'Alarm sounds like a kettle. Battery lasts four hours.',
          },
        },
        adjustments: {
          typing: {
            what: 'Speaks through a tablet: wait for the typing',
            note: 'By telephone his wife reads it out word for word.',
          },
        },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 40 },
      }),
      wrote(
        by.cns,
        t.at(-99, '11:10'),
        {
          adrt: {
            trache: {
              treatment: 'Tracheostomy and ventilation by it',
              circumstances: 'If the mask is no longer enough',
              isLifeSustaining: true,
              makerWasAdult: true,
              hadCapacity: true,
              isWritten: true,
              isSigned: true,
              isWitnessed: true,
              statesEvenIfLifeAtRisk: true,
              madeOn: t.day(-99),
              paperLocation: 'Red folder in the hall; scanned at the surgery',
            },
          },
          cprDecision: notForCpr(t, 99, by.cns, 'Red folder in the hall', { involved: ['person', 'carer'] }),
          ...places('home', 'home', { place: 'hospice', named: 'St Oswin’s Hospice' }),
          contingencyPlans: {
            power: {
              trigger: 'Power cut',
              whatShouldHappen:
                'Mask runs four hours on battery. Ring the power network’s priority number, then the line.',
              agreedWith: 'Simon and Kate',
            },
            mask: {
              trigger: 'Wants the mask taken off for good',
              whatShouldHappen:
                'Not alone and not at night: planned withdrawal with Dr Pugh. Ring the line to start it.',
              whoToContact: 'Hospice consultant',
            },
          },
          personalContacts: {
            kate: contact('Kate Thackray', 'Wife', 'all', [homePhone(wharnleyNumber(260)), mobile(262)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayGiveMedicines: true,
            }),
            finn: contact('Finn Thackray', 'Son, 14', 'logistics', [mobile(263)], {
              roles: ['dependent'],
              isChild: true,
            }),
          },
          professionalContacts: {
            ...rounds.north,
            cns: { ...specialists.cns, isKeyWorker: true },
            neuro: specialists.neurology,
          },
          awareness: aware('yes', 'yes', 'yes'),
          carerSupport: { support: 'lives_with' },
        },
        'Simon and Kate',
      ),
      wrote(
        by.dnBev,
        t.at(-15, '12:50'),
        {
          anticipatoryMedicines: justInCase(t, {
            issued: 15,
            chartExpires: 69,
            place: 'Utility room, top right',
            carerMayGive: true,
            note: 'Kate is trained and signed off to give them under the skin.',
          }),
          whatMatters: {
            whatMatters: 'To be spoken to as an engineer. Finn’s matches on the tablet.',
            pleaseDont: 'Do not finish his sentences.',
          },
          carerStrain: strain(t, 'simon-thackray', 'kate', 15, 2),
          phones: { mobile: mobile(264, { preference: 2, note: 'New tablet, new number. Text is best.' }) },
        },
        'Simon',
      ),
    ],
  },
]
