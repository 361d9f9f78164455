import { aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A dying grandfather, a frail wife, and a child in the house. */
export const maslowski = (t: Calendar): Person[] => [
  {
    key: 'jan-maslowski',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Jan', family: 'Masłowski', born: '1944-09-12' },
    gender: '1',
    ethnicity: 'White British, Polish parents',
    religion: 'Roman Catholic',
    home: { lines: ['5 Quarry View', 'Hebblewick', 'Wharnley'], postcode: 'WZ4 1QV' },
    phones: { home: homePhone(wharnleyNumber(170), { preference: 1 }) },
    practice: practices.lanternHill,
    referred: referred(
      by.neurology,
      240,
      '14:00',
      'Progressive supranuclear palsy. Chokes; two chest infections since Easter.',
    ),
    welcome: welcomed(by.maren, 2, '16:00', 'Yes to all of it. Ask Irena the rest.'),
    sittings: [
      wrote(by.neurology, t.at(-239, '14:30'), {
        primaryDiagnosis: { text: 'Progressive supranuclear palsy', since: '2021-06-08' },
        problems: problems('Aspiration pneumonia, twice', 'Falls'),
        allergies: noneKnown,
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 40 },
      }),
      wrote(
        by.gpLantern,
        t.at(-140, '12:15'),
        {
          cprDecision: notForCpr(t, 140, by.gpLantern, 'Hall cupboard door, inside', {
            involved: ['person', 'carer'],
            discussedWith: ['Jan', 'Irena Masłowska'],
            informed: ['Basia Hartley'],
          }),
          ...places('home', 'home', 'hospice'),
          treatmentEscalation: {
            chest: {
              problem: 'Chest infection',
              advised: 'Comfort only now; no more antibiotics by vein.',
              ceiling: 'home_only',
              agreedWith: 'Jan and Irena',
            },
          },
          awareness: aware('yes', 'partly', 'yes', 'Leo has been told that Grandad is very poorly.'),
        },
        'Jan and Irena',
      ),
      wrote(by.cns, t.at(-33, '13:40'), {
        personalContacts: {
          irena: contact('Irena Masłowska', 'Wife', 'all', [homePhone(wharnleyNumber(170))], {
            roles: ['main_carer', 'next_of_kin'],
            livesWithPatient: true,
            wakeAtNight: 'yes',
            notes: 'Heart trouble of her own; faints when upset.',
          }),
          basia: contact('Basia Hartley', 'Daughter', 'all', [mobile(171)], {
            roles: ['emergency'],
            isKeyholder: true,
            wakeAtNight: 'yes',
            notes: 'Leo’s mother. Nights at the infirmary, so Leo sleeps here Thursdays to Saturdays.',
          }),
          leo: contact('Leo Hartley', 'Grandson, 8', 'nothing', [homePhone(wharnleyNumber(170))], {
            roles: ['dependent'],
            isChild: true,
            mayBeToldBasis: 'best_interests_decision',
            notes:
              'Knows how to ring this number. If he does: is a grown-up there? Ring Basia and the neighbour.',
          }),
          mrsPeel: contact('Margaret Peel', 'Neighbour', 'logistics', [mobile(172)], {
            roles: ['neighbour'],
            isKeyholder: true,
            wakeAtNight: 'yes',
          }),
        },
        alerts: {
          child: {
            text: 'A child of 8 sleeps in the house Thursdays to Saturdays and may be the one who rings.',
            severity: 'danger',
          },
        },
        carerSupport: {
          support: 'frail_carer',
          note: 'Carers from the agency four times a day, two at a time.',
        },
        carerStrain: strain(t, 'jan-maslowski', 'irena', 33, 3),
        anticipatoryMedicines: justInCase(t, {
          issued: 33,
          chartExpires: 51,
          place: 'High shelf in the kitchen, out of Leo’s reach',
        }),
        whatMatters: {
          whatMatters: 'Leo doing his reading aloud. Polish carols, whatever the month.',
          pleaseDo: 'Thicken every drink.',
          pleaseDont: 'No rushing at meals.',
        },
        accessNotes: {
          atTheDoor: 'Bell is faint: knock as well.',
          keysafe: { exists: true, verifiedOn: t.day(-33) },
          pets: 'Cat that slips out',
        },
        professionalContacts: { ...rounds.north, neuro: specialists.neurology },
        spiritualCultural: {
          faith: 'Roman Catholic',
          atEndOfLife: 'Has been anointed.',
          burialOrCremation: 'burial',
        },
      }),
      wrote(
        by.dnBev,
        t.at(-2, '12:20'),
        {
          course: { phase: 'dying', prognosis: 'last_days', gsf: 'red', akps: 10 },
          carerStrain: strain(t, 'jan-maslowski', 'irena', 2, 4, 'Tearful. Basia to stay when she can.'),
        },
        'Irena',
      ),
      confirmed(
        by.dnBev,
        t.at(-2, '12:25'),
        ['cprDecision', 'preferredPlaceOfDeath', 'personalContacts/leo'],
        'Irena',
      ),
    ],
  },
]
