import { aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A young mother with seizures. */
export const naylor = (t: Calendar): Person[] => [
  {
    key: 'louise-naylor',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Louise', family: 'Naylor', born: '1985-06-21' },
    gender: '2',
    ethnicity: 'White British',
    home: { lines: ['4 Bluebell Garth', 'Oxlow', 'Wharnley'], postcode: 'WZ5 2BG' },
    phones: { mobile: mobile(381, { preference: 2 }) },
    practice: practices.oxlow,
    referred: referred(
      by.oncology,
      51,
      '10:25',
      'Glioblastoma, back after surgery and radiotherapy. Children of 8 and 11.',
    ),
    welcome: welcomed(by.ruth, 2, '20:00', 'Anything that makes it easier for Craig.'),
    sittings: [
      wrote(by.oncology, t.at(-50, '11:00'), {
        primaryDiagnosis: { text: 'Glioblastoma', since: '2025-04-15' },
        problems: problems('Seizures', 'Right-sided weakness', 'Word-finding trouble'),
        allergies: noneKnown,
        medications: takes(
          ['Levetiracetam', 'seizures'],
          ['Dexamethasone', 'swelling: not to be stopped suddenly'],
        ),
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-26, '13:15'),
        {
          cprDecision: notForCpr(t, 26, by.cns, 'Top of the wardrobe, away from the children', {
            involved: ['person', 'carer'],
          }),
          ...places('home', 'hospice'),
          placeConversations: {
            hospice: {
              about: 'death',
              at: t.at(-26, '13:15'),
              with: 'Louise and Craig',
              changedFrom: 'home',
              changedTo: 'hospice',
              note: 'So that the children keep their bedrooms without that memory.',
            },
          },
          contingencyPlans: {
            seizure: {
              trigger: 'Seizure longer than five minutes, or a second one',
              whatShouldHappen:
                'Rescue medicine as charted, on her side, ring the line. 999 only if the rescue medicine does not work.',
              agreedWith: 'Louise and Craig',
              reviewOn: t.day(20),
            },
          },
          personalContacts: {
            craig: contact('Craig Naylor', 'Husband', 'all', [mobile(382)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayGiveMedicines: true,
            }),
            denise: contact('Denise Firth', 'Mother', 'all', [mobile(383)], {
              roles: ['emergency'],
              isKeyholder: true,
              wakeAtNight: 'yes',
            }),
            ella: contact('Ella Naylor', 'Daughter, 11', 'logistics', [mobile(384)], {
              roles: ['dependent'],
              isChild: true,
            }),
          },
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'louise-naylor', 'craig', 26, 3),
          professionalContacts: { ...rounds.north, cns: { ...specialists.cns, isKeyWorker: true } },
          awareness: aware('yes', 'yes', 'yes', 'The children are seeing the family support worker.'),
          whatMatters: {
            whatMatters: 'School run as long as she can. Memory boxes, half done.',
            communication: 'Give her time; she finds the word.',
          },
        },
        'Louise and Craig',
      ),
      wrote(by.dnBev, t.at(-8, '15:00'), {
        anticipatoryMedicines: justInCase(t, {
          issued: 8,
          chartExpires: 76,
          place: 'Locked cash box, top of the fridge',
        }),
      }),
    ],
  },
]
