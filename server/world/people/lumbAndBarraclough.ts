import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A Deaf man who rings through Relay UK, and a wife who cannot hear the telephone well. */
export const lumbAndBarraclough = (t: Calendar): Person[] => [
  {
    key: 'kenneth-lumb',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Kenneth', family: 'Lumb', preferred: 'Ken', born: '1950-07-26' },
    gender: '1',
    ethnicity: 'White British',
    home: { lines: ['15 Hemp Street', 'Scarbeck', 'Wharnley'], postcode: 'WZ2 1HS' },
    phones: {
      mobile: mobile(311, {
        preference: 1,
        mayText: true,
        note: 'Rings by Relay UK (18001 first). Text is best.',
      }),
    },
    practice: practices.moorEnd,
    referred: referred(
      by.respiratory,
      68,
      '09:15',
      'Mesothelioma. Deaf since birth; British Sign Language is his language.',
    ),
    welcome: welcomed(by.priya, 6, '13:40', 'By relay: YES. SEND TEXT FIRST THEN RING.'),
    sittings: [
      wrote(by.respiratory, t.at(-67, '10:00'), {
        primaryDiagnosis: { text: 'Pleural mesothelioma', since: t.day(-130) },
        allergies: noneKnown,
        interpreter: {
          isNeeded: true,
          language: 'British Sign Language',
          isBsl: true,
          note: 'Video interpreter in daylight; Relay UK at night.',
        },
        devices: {
          drain: { kind: 'drain', since: t.day(-60), note: 'Chest drain, emptied twice a week by his wife.' },
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.cns,
        t.at(-37, '14:10'),
        {
          cprDecision: notForCpr(t, 37, by.cns, 'Kitchen noticeboard', { involved: ['person', 'carer'] }),
          ...places('home', 'hospice', 'home'),
          adjustments: {
            relay: { what: 'Relay UK: wait for the text, say “go ahead” when done' },
            bell: { what: 'Flashing doorbell: ring twice and wait' },
          },
          personalContacts: {
            sheila: contact(
              'Sheila Lumb',
              'Wife',
              'all',
              [mobile(312, { note: 'Deaf as well: text only' })],
              {
                roles: ['main_carer', 'next_of_kin'],
                livesWithPatient: true,
                language: 'British Sign Language',
              },
            ),
            paul: contact('Paul Lumb', 'Son', 'all', [mobile(313)], {
              roles: ['emergency'],
              wakeAtNight: 'yes',
              notes: 'Hearing. Son, not interpreter.',
            }),
          },
          carerSupport: { support: 'lives_with' },
          professionalContacts: { ...rounds.south, cns: specialists.cns },
          whatMatters: {
            whatMatters: 'To see faces. Deaf club on Thursdays.',
            communication: 'Look at him, not at the interpreter.',
          },
          funding: {
            sr1: { kind: 'sr1_completed', on: t.day(-50) },
            claim: { kind: 'other', status: 'applied', on: t.day(-48), note: 'Industrial disease claim' },
          },
        },
        'Ken, with BSL interpreter',
      ),
    ],
  },
  {
    key: 'joyce-barraclough',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Joyce', family: 'Barraclough', born: '1939-10-31' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['46 Delph Lane', 'Hebblewick', 'Wharnley'], postcode: 'WZ4 6DL' },
    phones: { home: homePhone(wharnleyNumber(450), { preference: 1 }) },
    practice: practices.lanternHill,
    referred: referred(
      by.cardiology,
      141,
      '15:25',
      'Heart failure; lives with her husband, who is older than she is.',
    ),
    welcome: welcomed(by.shabnam, 7, '10:30', 'Speak up, love. Yes. Yes!'),
    sittings: [
      wrote(by.cardiology, t.at(-140, '15:45'), {
        primaryDiagnosis: { text: 'Heart failure with preserved ejection fraction', since: '2020-02-17' },
        problems: problems('COPD', 'Obesity', 'Leg ulcers, both'),
        allergies: { codeine: allergy('Codeine', 'Constipation and confusion', 'mild') },
        medications: takes(['Furosemide', 'fluid'], ['Apixaban', 'clot in 2023']),
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50, cfs: '6' },
      }),
      wrote(
        by.gpLantern,
        t.at(-83, '11:35'),
        {
          cprDecision: notForCpr(t, 83, by.gpLantern, 'Not found at home when asked: copy at the surgery', {
            involved: ['person'],
          }),
          ...places('home', 'declined_discussion'),
          personalContacts: {
            albert: contact(
              'Albert Barraclough',
              'Husband',
              'all',
              [
                homePhone(wharnleyNumber(450), {
                  note: 'Very hard of hearing: has an amplified telephone. Say each thing twice.',
                }),
              ],
              { roles: ['main_carer', 'next_of_kin'], livesWithPatient: true, wakeAtNight: 'yes' },
            ),
            tracy: contact('Tracy Barraclough', 'Daughter', 'condition', [mobile(451)], {
              roles: ['emergency'],
              isKeyholder: true,
            }),
          },
          carerSupport: { support: 'frail_carer' },
          carerStrain: strain(t, 'joyce-barraclough', 'albert', 83, 2),
          professionalContacts: { ...rounds.north, heart: specialists.heart },
          awareness: aware('partly', 'no', 'yes'),
        },
        'Joyce',
      ),
    ],
  },
]
