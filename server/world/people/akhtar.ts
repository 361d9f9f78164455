import { allergy, aware, contact, notForCpr, places, problems, respectForm } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { mobile } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A young man of nineteen who has had more care plans than birthdays. */
export const akhtar = (t: Calendar): Person[] => [
  {
    key: 'zain-akhtar',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Zain', family: 'Akhtar', born: '2007-02-11' },
    gender: '1',
    ethnicity: 'Pakistani',
    religion: 'Muslim',
    home: { lines: ['52 Heald Road', 'Lowgate', 'Wharnley'], postcode: 'WZ1 5HR' },
    phones: {
      mobile: mobile(301, { preference: 1, note: 'Voice notes welcome. Up till three most nights.' }),
    },
    practice: practices.canalSide,
    referred: referred(
      by.cns,
      126,
      '16:00',
      'Duchenne muscular dystrophy, heart now failing. Has just moved from children’s services.',
    ),
    welcome: welcomed(by.joseph, 2, '20:15', 'Safe. But talk to me, not over me.'),
    sittings: [
      wrote(by.cns, t.at(-125, '16:20'), {
        primaryDiagnosis: { text: 'Duchenne muscular dystrophy', since: '2011-06-01' },
        problems: problems(
          'Dilated cardiomyopathy',
          'Scoliosis, fused',
          'Long-term steroids: needs sick-day cover',
        ),
        allergies: { peanut: allergy('Peanut', 'Anaphylaxis', 'life_threatening') },
        devices: {
          mask: { kind: 'other', what: 'Ventilator by mask, night and part of the day' },
          cough: { kind: 'other', what: 'Cough assist machine' },
        },
        alerts: {
          oxygen: { text: 'Do not give oxygen without his ventilator.', severity: 'danger' },
          steroid: {
            text: 'On steroids for life: stress dose when ill, as his plan says.',
            severity: 'caution',
          },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 40 },
      }),
      wrote(
        by.cns,
        t.at(-90, '15:00'),
        {
          respect: respectForm(t, 90, by.cns, {
            sharedUnderstanding: 'Heart is the weak point now. Has read more papers than we have.',
            slider: { value: 4, scaleMax: 10 },
            values: 'Gaming with his friends. His course. Not being a patient all day.',
            fears: 'Dying in front of his little sisters.',
            priority: 'balance',
            recommendations: 'Hospital and antibiotics by vein wanted; mask wanted; no tube in the throat.',
            cpr: 'not_recommended',
            paperLocation: 'Photo on his phone; paper on the wheelchair',
          }),
          cprDecision: notForCpr(t, 90, by.cns, 'Pocket on the back of the wheelchair', {
            involved: ['person', 'carer'],
            discussedWith: ['Zain', 'Rukhsana Akhtar'],
          }),
          treatmentEscalation: {
            chest: {
              problem: 'Chest infection',
              advised: 'Hospital for antibiotics by vein; own ventilator goes with him',
              ceiling: 'ward',
              agreedWith: 'Zain',
            },
          },
          ...places('home', 'home', 'hospice'),
          personalContacts: {
            rukhsana: contact('Rukhsana Akhtar', 'Mother', 'all', [mobile(302)], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayGiveMedicines: true,
            }),
            farhan: contact('Farhan Akhtar', 'Father', 'condition', [mobile(303)], {
              roles: ['emergency'],
              notes: 'Does not want to hear how long.',
            }),
          },
          awareness: aware('yes', 'partly', 'yes'),
          whatMatters: { whatMatters: 'Finish the first year of game design.', pleaseDont: 'No baby voice.' },
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.south, cns: { ...specialists.cns, isKeyWorker: true } },
          spiritualCultural: {
            faith: 'Muslim',
            burialOrCremation: 'urgent_burial',
            organOrTissueDonation: { unknown: 'not_asked' },
          },
        },
        'Zain and his mother',
      ),
      confirmed(by.joseph, t.at(-9, '22:40'), ['personalContacts/rukhsana', 'whatMatters'], 'Zain'),
    ],
  },
]
