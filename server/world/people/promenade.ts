import { allergy, aware, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, marramNumber, mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { marram as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A death, a dialysis that stops, and a valve that will not be mended. */
export const promenade = (t: Calendar): Person[] => [
  {
    key: 'sylvia-grice',
    line: 'marram',
    who: { title: 'Mrs', given: 'Sylvia', family: 'Grice', born: '1934-08-01' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['60 Promenade', 'Marram Bay'], postcode: 'MZ2 9PR' },
    phones: { home: homePhone(marramNumber(640), { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(by.gpStaithe, 99, '11:30', 'Heart failure and frailty.'),
    welcome: welcomed(by.ishbel, 3, '15:00', 'Very well.'),
    sittings: [
      wrote(
        by.gpStaithe,
        t.at(-98, '12:00'),
        {
          primaryDiagnosis: { text: 'Heart failure' },
          allergies: noneKnown,
          cprDecision: notForCpr(t, 98, by.gpStaithe, 'Bureau', { involved: ['person'] }),
          ...places('home', 'home'),
          personalContacts: {
            neville: contact('Neville Grice', 'Son', 'all', [mobile(641)], { roles: ['next_of_kin'] }),
          },
          professionalContacts: rounds.coast,
          course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 40, cfs: '7' },
        },
        'Sylvia',
      ),
      wrote(by.hospital, t.at(-21, '08:20'), {
        course: { phase: 'bereavement' },
        death: {
          stage: 'verified',
          at: t.at(-21, '06:50'),
          place: 'hospital',
          wasExpected: true,
          reportedBy: 'Ward sister',
          verifiedAt: t.at(-21, '07:30'),
          verifiedBy: 'Dr Amos Whittle',
          preferredPlaceMet: false,
          reasonNotMet:
            'Fell in the night; a passer-by dialled 999 and she was taken in before the line was rung.',
          coronerInformed: true,
        },
        registerStatus: { status: 'deceased', since: t.day(-21) },
      }),
      wrote(by.hugh, t.at(-18, '14:00'), {
        bereavement: {
          first: {
            contactItem: contactIdOf('sylvia-grice', 'neville'),
            contactName: 'Neville Grice',
            offered: 'A call in the first week',
            doneOn: t.day(-18),
            response: 'accepted',
            riskNoted: 'Angry that she died in hospital; offered a meeting.',
          },
        },
      }),
    ],
  },
  {
    key: 'roy-tunnard',
    line: 'marram',
    who: { title: 'Mr', given: 'Roy', family: 'Tunnard', born: '1950-05-13' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['18 Groyne Street', 'Marram Bay'], postcode: 'MZ2 7GS' },
    phones: { mobile: mobile(651, { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(by.hospital, 13, '13:00', 'Has decided to stop dialysis after nine years.'),
    welcome: welcomed(by.comfort, 1, '10:15', 'I’ve made my mind up, so let’s do it right.'),
    sittings: [
      wrote(by.hospital, t.at(-13, '13:20'), {
        primaryDiagnosis: { text: 'Kidney failure, dialysis being stopped', since: '2017-10-01' },
        problems: problems('Type 2 diabetes', 'Below-knee amputation, left'),
        allergies: { vancomycin: allergy('Vancomycin', 'Red all over', 'moderate') },
        capacity: {
          dialysis: {
            decision: 'Stopping dialysis',
            hasCapacity: 'yes',
            assessor: 'Dr Amos Whittle',
            assessedAt: t.at(-14, '11:00'),
            basis: 'Three talks; same reasons each time.',
          },
        },
        course: { phase: 'deteriorating', prognosis: 'last_weeks', gsf: 'yellow', akps: 40 },
      }),
      wrote(
        by.cns,
        t.at(-5, '11:00'),
        {
          cprDecision: notForCpr(t, 5, by.cns, 'Windowsill', { involved: ['person', 'carer'] }),
          ...places('home', 'home', 'hospice'),
          personalContacts: {
            donna: contact('Donna Tunnard', 'Daughter', 'all', [mobile(652)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
          },
          anticipatoryMedicines: justInCase(t, {
            issued: 5,
            chartExpires: 79,
            place: 'Hall cupboard',
            isRenal: true,
          }),
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.coast, cns: { ...specialists.marramCns, isKeyWorker: true } },
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Roy and Donna',
      ),
      wrote(by.dnJo, t.minutesAgo(900), {
        course: {
          phase: 'dying',
          prognosis: 'last_days',
          gsf: 'red',
          akps: 20,
          note: 'Drowsy and comfortable.',
        },
      }),
    ],
  },
  {
    key: 'maud-tennant',
    line: 'marram',
    who: { title: 'Mrs', given: 'Maud', family: 'Tennant', born: '1939-01-06' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['26 Groyne Street', 'Marram Bay'], postcode: 'MZ2 7GS' },
    phones: { home: homePhone(marramNumber(660), { preference: 1 }) },
    practice: practices.staithe,
    referred: referred(by.gpStaithe, 191, '09:20', 'Aortic stenosis, no operation.'),
    welcome: welcomed(by.tomasz, 6, '14:10', 'If I must.'),
    sittings: [
      wrote(by.gpStaithe, t.at(-190, '09:40'), {
        primaryDiagnosis: { text: 'Aortic stenosis, severe', since: '2023-03-03' },
        problems: problems('Rheumatoid arthritis', 'Anaemia'),
        allergies: noneKnown,
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50, cfs: '6' },
      }),
      wrote(
        by.gpStaithe,
        t.at(-125, '10:50'),
        {
          cprDecision: notForCpr(t, 125, by.gpStaithe, 'With her will, bedroom drawer', {
            involved: ['person'],
          }),
          ...places('home', 'community_hospital'),
          personalContacts: {
            cath: contact('Catherine Tennant', 'Daughter', 'all', [mobile(661)], {
              roles: ['next_of_kin', 'emergency'],
              isKeyholder: true,
            }),
          },
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: rounds.coast,
        },
        'Maud',
      ),
      confirmed(by.dnJo, t.at(-35, '14:30'), ['cprDecision', 'personalContacts/cath'], 'Maud'),
    ],
  },
]
