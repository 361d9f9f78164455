import { allergy, aware, contact, notForCpr, places } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A man who may bleed from the neck and cannot speak on a telephone. */
export const boothroyd = (t: Calendar): Person[] => [
  {
    key: 'terence-boothroyd',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Terence', family: 'Boothroyd', preferred: 'Terry', born: '1964-03-09' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['Flat 1, The Maltings', 'Netherfold', 'Wharnley'], postcode: 'WZ3 2TM' },
    phones: {
      mobile: mobile(441, {
        preference: 1,
        mayText: true,
        note: 'Cannot speak: text him. If he rings he taps: once yes, twice no.',
      }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.oncology,
      42,
      '09:05',
      'Cancer of the larynx, back in the neck by the carotid. Tracheostomy.',
    ),
    welcome: welcomed(by.priya, 1, '10:20', 'By text: OK. NO SURPRISES.'),
    sittings: [
      wrote(by.oncology, t.at(-41, '09:30'), {
        primaryDiagnosis: { text: 'Carcinoma of larynx, recurrent in the neck', since: '2024-06-12' },
        allergies: { chlorhexidine: allergy('Chlorhexidine', 'Collapse in theatre', 'life_threatening') },
        devices: {
          trache: { kind: 'other', what: 'Tracheostomy, inner tube changed daily by himself' },
          peg: { kind: 'peg', since: t.day(-100) },
        },
        alerts: {
          bleed: { text: 'May bleed heavily from the neck. Plan is in the house.', severity: 'danger' },
        },
        adjustments: { text: { what: 'No speech: text, or taps on the telephone (once yes, twice no)' } },
        course: { phase: 'unstable', prognosis: 'last_weeks', gsf: 'yellow', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-20, '12:30'),
        {
          cprDecision: notForCpr(t, 20, by.cns, 'Inside the front door, at eye height', {
            involved: ['person', 'carer'],
          }),
          contingencyPlans: {
            bleed: {
              trigger: 'Sudden heavy bleeding',
              whatShouldHappen:
                'Stay with him, dark towels, press. Crisis medicine as charted if a nurse is there. Not 999.',
              agreedWith: 'Terry and Gaynor',
              reviewOn: t.day(10),
            },
          },
          ...places('home', 'hospice', 'home'),
          anticipatoryMedicines: justInCase(t, {
            issued: 20,
            chartExpires: 64,
            place: 'Bathroom cabinet, with the dark towels',
          }),
          personalContacts: {
            gaynor: contact('Gaynor Boothroyd', 'Sister', 'all', [mobile(442)], {
              roles: ['main_carer', 'next_of_kin', 'emergency'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            kids: contact('Ryan Boothroyd', 'Son', 'logistics', [mobile(443)], { roles: [] }),
          },
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.north, cns: { ...specialists.cns, isKeyWorker: true } },
          awareness: aware('yes', 'yes', 'yes'),
          whatMatters: {
            whatMatters: 'His guitar, though he cannot sing. Dark humour.',
            pleaseDont: 'Do not shout: he is mute, not deaf.',
          },
        },
        'Terry and Gaynor',
      ),
    ],
  },
]
