import { allergy, aware, contact, notForCpr, places, problems, respectForm, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, pumpRunning } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A pump, a rattle, and a husband at the end of his strength. */
export const ibrahim = (t: Calendar): Person[] => [
  {
    key: 'helen-ibrahim',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Helen', family: 'Ibrahim', born: '1974-07-03' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'None',
    home: { lines: ['19 Spinners Way', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 8SW' },
    phones: {
      mobile: mobile(181, { preference: 2 }),
      home: homePhone(wharnleyNumber(180), { preference: 1 }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.oncology,
      64,
      '15:45',
      'Triple-negative breast cancer, lungs and brain. Knows. Wants to be at home with Mo.',
    ),
    welcome: welcomed(by.priya, 1, '09:40', 'Everything, everyone, yes. Look after Mo.'),
    sittings: [
      wrote(by.oncology, t.at(-63, '16:00'), {
        primaryDiagnosis: { text: 'Carcinoma of left breast', since: '2023-08-21', spread: 'Lungs, brain' },
        problems: problems('Seizure once, in September'),
        allergies: { latex: allergy('Latex', 'Hives', 'moderate') },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-40, '10:30'),
        {
          respect: respectForm(t, 40, by.cns, {
            sharedUnderstanding: 'Weeks, perhaps. Helen has written letters for everyone.',
            slider: { value: 9, scaleMax: 10 },
            values: 'Mo, the dog, her own duvet.',
            fears: 'Fighting for breath. Mo alone with it.',
            priority: 'comfort',
            recommendations: 'Symptom control at home; hospice if Mo cannot go on.',
            cpr: 'not_recommended',
            paperLocation: 'Folder on the piano',
          }),
          cprDecision: notForCpr(t, 40, by.cns, 'Folder on the piano', {
            involved: ['person', 'carer'],
            discussedWith: ['Helen', 'Mo Ibrahim'],
          }),
          ...places('home', 'home', {
            place: 'hospice',
            named: 'St Oswin’s Hospice',
            note: 'Only if Mo says so.',
          }),
          awareness: aware('yes', 'yes', 'yes'),
          whatMatters: {
            whatMatters: 'Home. Mo not being left to cope. Radio on low.',
            pleaseDo: 'Tell Mo he is doing it right.',
            likesToBeCalled: 'Helen',
          },
          personalContacts: {
            mo: contact(
              'Mohammed “Mo” Ibrahim',
              'Husband',
              'all',
              [mobile(182), homePhone(wharnleyNumber(180))],
              { roles: ['main_carer', 'next_of_kin'], livesWithPatient: true, wakeAtNight: 'yes' },
            ),
            khalid: contact('Khalid Ibrahim', 'Mo’s brother', 'condition', [mobile(183)], {
              roles: ['emergency'],
              wakeAtNight: 'yes',
              notes: 'Fifteen minutes away. Mo is happy for him to be called.',
            }),
          },
          carerSupport: { support: 'lives_with', note: 'Mo has not worked since August.' },
        },
        'Helen and Mo',
      ),
      wrote(by.dnKwame, t.at(-9, '13:00'), {
        anticipatoryMedicines: justInCase(t, {
          state: 'in_use',
          issued: 37,
          chartExpires: 12,
          place: 'Kitchen cupboard above the kettle',
          left: 6,
        }),
        devices: { catheter: { kind: 'catheter', since: t.day(-9), changeDueOn: t.day(75) } },
        accessNotes: {
          atTheDoor: 'Back door; the dog barks and then sits on your feet.',
          pets: 'Labrador, friendly',
          parking: 'Drive',
        },
        professionalContacts: { ...rounds.south, cns: { ...specialists.cns, isKeyWorker: true } },
        contingencyPlans: {
          seizure: {
            trigger: 'Seizure lasting more than five minutes',
            whatShouldHappen: 'On her side, time it, ring the line. Rescue medicine as charted.',
            agreedWith: 'Helen and Mo',
          },
        },
      }),
      wrote(by.dnKwame, t.minutesAgo(560), {
        syringePump: pumpRunning(
          t,
          10,
          'Morphine, midazolam, glycopyrronium, as charted',
          'District nurses, Wharnley South',
        ),
        course: {
          phase: 'dying',
          prognosis: 'last_days',
          gsf: 'red',
          akps: 10,
          note: 'Unrousable since morning. Rattle, no distress seen.',
        },
        carerStrain: strain(
          t,
          'helen-ibrahim',
          'mo',
          1,
          4,
          'Has not slept for three nights. Says he cannot bear the sound.',
        ),
      }),
      confirmed(
        by.dnKwame,
        t.minutesAgo(555),
        ['cprDecision', 'preferredPlaceOfDeath', 'personalContacts/mo'],
        'Mo',
      ),
    ],
  },
]
