import { aware, contact, noneKnown, notForCpr, places, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A man who has died at home, and the care owed to his wife. */
export const sykes = (t: Calendar): Person[] => [
  {
    key: 'harold-sykes',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Harold', family: 'Sykes', born: '1938-11-04' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['30 Bobbin Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 6BR' },
    phones: { home: homePhone(wharnleyNumber(230), { preference: 1 }) },
    practice: practices.moorEnd,
    referred: referred(
      by.respiratory,
      165,
      '13:20',
      'Pulmonary fibrosis, on oxygen. Wants to die in his own front room.',
    ),
    welcome: welcomed(by.ruth, 2, '09:55', 'Yes. And put down that I want the curtains open.'),
    sittings: [
      wrote(by.respiratory, t.at(-164, '14:00'), {
        primaryDiagnosis: { text: 'Idiopathic pulmonary fibrosis', since: '2022-03-08' },
        allergies: noneKnown,
        devices: { oxygen: { kind: 'oxygen', supplier: 'Dale Oxygen', isFireRisk: false } },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-120, '10:30'),
        {
          cprDecision: notForCpr(t, 120, by.gpMoorEnd, 'Mantelpiece, behind the clock', {
            involved: ['person', 'carer'],
            discussedWith: ['Harold', 'Jean Sykes'],
          }),
          ...places('home', 'home'),
          awareness: aware('yes', 'yes', 'yes'),
          personalContacts: {
            jean: contact('Jean Sykes', 'Wife', 'all', [homePhone(wharnleyNumber(230))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
            }),
            robert: contact('Robert Sykes', 'Son, in Canada', 'condition', [], { roles: [] }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 50, chartExpires: 30, place: 'Sideboard' }),
          professionalContacts: rounds.north,
        },
        'Harold and Jean',
      ),
      wrote(by.dnNight, t.at(-12, '05:10'), {
        course: { phase: 'bereavement' },
        death: {
          stage: 'verified',
          at: t.at(-12, '04:15'),
          place: 'home',
          wasExpected: true,
          reportedBy: 'Jean Sykes, wife',
          reportedAt: t.at(-12, '04:25'),
          verifiedAt: t.at(-12, '05:05'),
          verifiedBy: 'Lindsay Horsfall',
          preferredPlaceMet: true,
          coronerInformed: false,
          implants: 'None',
          funeralDirector: 'Holroyd and Daughters, Netherfold',
          note: 'Curtains were open.',
        },
        registerStatus: { status: 'deceased', since: t.day(-12) },
        carerStrain: strain(t, 'harold-sykes', 'jean', 12, 2),
      }),
      wrote(by.maren, t.at(-10, '11:00'), {
        bereavement: {
          first: {
            contactItem: contactIdOf('harold-sykes', 'jean'),
            contactName: 'Jean Sykes',
            offered: 'A call the day after',
            dueOn: t.day(-11),
            doneOn: t.day(-10),
            response: 'accepted',
            riskNoted: 'Son abroad. Sister staying until the funeral.',
          },
          second: { contactName: 'Jean Sykes', offered: 'A call in the third week', dueOn: t.day(7) },
          third: { contactName: 'Jean Sykes', offered: 'A call at three months', dueOn: t.day(78) },
        },
      }),
    ],
  },
]
