import { aware, contact, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A Polish mother who may bleed: two words in the wrong language can cost a life. */
export const wojcik = (t: Calendar): Person[] => [
  {
    key: 'halina-wojcik',
    line: 'wharnley',
    who: { title: 'Pani', given: 'Halina', family: 'Wójcik', born: '1945-02-02' },
    gender: '2',
    ethnicity: 'Polish',
    religion: 'Roman Catholic',
    home: { lines: ['41 Shuttle Lane', 'Lowgate', 'Wharnley'], postcode: 'WZ1 6SL' },
    phones: { mobile: mobile(161, { preference: 1, note: 'Her daughter Ewa answers it.' }) },
    practice: practices.canalSide,
    referred: referred(
      by.oncology,
      39,
      '17:00',
      'Acute myeloid leukaemia, supportive care only. Platelets low: mouth and nose bleeds to be expected.',
    ),
    welcome: welcomed(by.joseph, 6, '12:00', 'Tak. Ewa has said yes for me and I say yes too.'),
    sittings: [
      wrote(by.oncology, t.at(-38, '09:00'), {
        primaryDiagnosis: { text: 'Acute myeloid leukaemia', since: t.day(-60) },
        problems: problems('Low platelets', 'Hypertension'),
        interpreter: 'not_asked',
        allergies: { asked: 'not_asked' },
        course: { phase: 'unstable', prognosis: 'last_weeks', gsf: 'yellow', akps: 50 },
      }),
      wrote(by.dnKwame, t.at(-30, '15:40'), {
        contingencyPlans: {
          bleed: {
            trigger: 'Sudden heavy bleeding',
            whatShouldHappen:
              'Stay with her, dark towels, press if it can be reached, ring the line. Crisis medicine only as charted.',
            whoToContact: 'The line, then the night nurse',
            agreedWith: 'Halina and Ewa',
            reviewOn: t.day(30),
          },
        },
        personalContacts: {
          ewa: contact('Ewa Wójcik', 'Daughter', 'all', [mobile(161), mobile(162)], {
            roles: ['main_carer', 'next_of_kin'],
            livesWithPatient: true,
            wakeAtNight: 'yes',
            language: 'Polish, some English',
          }),
        },
        anticipatoryMedicines: justInCase(t, {
          issued: 30,
          chartExpires: 54,
          place: 'Wardrobe in her room, with four dark towels',
        }),
        accessNotes: {
          atTheDoor: 'Second bell. Ewa comes down.',
          stairs: 'Two flights, no lift',
          parking: 'Yard behind the bakery',
        },
        professionalContacts: rounds.south,
        carerSupport: { support: 'lives_with', note: 'Ewa has given up night shifts at the warehouse.' },
      }),
      wrote(
        by.joseph,
        t.at(-13, '03:20'),
        {
          interpreter: {
            isNeeded: true,
            language: 'Polish',
            genderPreference: 'any',
            note: 'Call the interpreter before hello. “Angina” means a sore throat in Polish, not the heart.',
          },
          allergies: {
            sulfa: {
              kind: 'allergy',
              substance: 'Sulfonamides',
              reaction: 'Swollen face',
              severity: 'severe',
              certainty: 'suspected',
            },
          },
          spiritualCultural: {
            faith: 'Roman Catholic',
            atEndOfLife: 'Father Marek of the Polish mission, any hour',
            burialOrCremation: 'burial',
          },
        },
        'Halina, through an interpreter',
      ),
      wrote(
        by.gpCanal,
        t.at(-8, '10:50'),
        {
          cprDecision: notForCpr(t, 8, by.gpCanal, 'On the fridge, under the Kraków magnet', {
            involved: ['person', 'carer'],
            discussedWith: ['Halina', 'Ewa Wójcik'],
          }),
          ...places('home', { place: 'hospice', named: 'St Oswin’s Hospice' }),
          awareness: aware('yes', 'yes', 'yes'),
          whatMatters: {
            whatMatters: 'Mass on the radio on Sunday. Soup made properly. To be told in Polish.',
            likesToBeCalled: 'Pani Halina',
          },
        },
        'Halina and Ewa, with interpreter',
      ),
    ],
  },
]
