import { allergy, aware, contact, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A husband's own wish, his wife's authority, and a son who disagrees. */
export const malik = (t: Calendar): Person[] => [
  {
    key: 'yusuf-malik',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Yusuf', family: 'Malik', born: '1949-04-18' },
    gender: '1',
    ethnicity: 'Pakistani',
    religion: 'Muslim',
    home: { lines: ['27 Hollin Terrace', 'Oxlow', 'Wharnley'], postcode: 'WZ5 3LM' },
    phones: { home: homePhone(wharnleyNumber(150), { preference: 1, note: 'In the hall' }) },
    practice: practices.oxlow,
    referred: referred(
      by.oncology,
      133,
      '12:10',
      'Prostate cancer, bone metastases, now with confusion on and off.',
    ),
    welcome: welcomed(
      by.callum,
      2,
      '10:10',
      'I drove buses here for thirty years; everyone knows me. Share it.',
    ),
    sittings: [
      wrote(by.oncology, t.at(-132, '12:30'), {
        primaryDiagnosis: { text: 'Carcinoma of prostate', since: '2021-10-05', spread: 'Pelvis and spine' },
        problems: problems('Hypertension', 'Delirium, twice this year', 'Enlarged prostate with slow stream'),
        allergies: { codeine: allergy('Codeine', 'Vomiting', 'moderate') },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.gpOxlow,
        t.at(-101, '09:30'),
        {
          lpa: {
            health: {
              kind: 'health_and_welfare',
              attorneys: [
                {
                  name: 'Amina Malik',
                  phone: wharnleyNumber(150),
                  contactItem: contactIdOf('yusuf-malik', 'amina'),
                },
              ],
              acting: 'sole',
              mayDecideLifeSustaining: true,
              madeOn: '2022-02-14',
              registeredOn: '2022-05-03',
              reference: 'Seen by the practice',
              paperLocation: 'Bureau in the back room; copy at the surgery',
            },
          },
          cprDecision: notForCpr(t, 101, by.gpOxlow, 'Bureau in the back room, with the power of attorney', {
            involved: ['person', 'family', 'attorney'],
            discussedWith: ['Yusuf', 'Amina Malik'],
            informed: ['Tariq Malik'],
          }),
          treatmentEscalation: {
            any: {
              problem: 'Infection or confusion',
              advised: 'Treat at home. Hospital only for pain that cannot be eased.',
              ceiling: 'home_only',
              agreedWith: 'Yusuf, while he could decide',
            },
          },
          ...places('home', 'home'),
          advanceStatement: {
            text: 'I want to be in my own house with my wife. I have seen enough of hospitals with my brother.',
            madeOn: t.day(-101),
            paperLocation: 'Bureau in the back room',
          },
          spiritualCultural: {
            faith: 'Muslim',
            atEndOfLife: 'Imam of the Oxlow mosque may be called.',
            burialOrCremation: 'urgent_burial',
            whoToCall: 'Amina',
          },
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Yusuf and Amina',
      ),
      wrote(by.dnBev, t.at(-47, '11:50'), {
        personalContacts: {
          amina: contact('Amina Malik', 'Wife', 'all', [homePhone(wharnleyNumber(150)), mobile(151)], {
            roles: ['main_carer', 'next_of_kin', 'attorney'],
            livesWithPatient: true,
            wakeAtNight: 'yes',
            language: 'Urdu, English',
          }),
          tariq: contact('Tariq Malik', 'Son', 'condition', [mobile(152)], {
            roles: ['emergency'],
            notes: 'Wants hospital. Loves him. Often rings from the car.',
          }),
        },
        anticipatoryMedicines: justInCase(t, { issued: 47, chartExpires: 43, place: 'Sideboard, left door' }),
        medications: takes(
          ['Morphine sulfate modified release', 'bone pain'],
          ['Senna', 'constipation'],
          ['Dexamethasone', 'bone pain'],
        ),
        professionalContacts: rounds.north,
        carerSupport: { support: 'lives_with' },
        accessNotes: {
          atTheDoor: 'Ring the bottom bell.',
          stairs: 'Bedroom upstairs, steep',
          parking: 'Terrace is narrow: leave vans at the chapel',
        },
        whatMatters: {
          whatMatters: 'Amina’s voice. The garden. Cricket scores.',
          pleaseDont: 'Don’t argue in front of him.',
          likesToBeCalled: 'Yusuf sahib',
        },
      }),
      wrote(by.cns, t.at(-12, '14:20'), {
        capacity: {
          hospital: {
            decision: 'Whether to go to hospital when confused',
            hasCapacity: 'fluctuates',
            assessor: 'Eleanor Swift',
            assessorRole: 'Clinical nurse specialist',
            assessedAt: t.at(-12, '14:20'),
            basis: 'Clear in the mornings, muddled from tea time. Says the same when clear: home.',
          },
        },
        alerts: {
          family: {
            text: 'Wife and son disagree about hospital. Wife is attorney with authority over life-sustaining treatment. Hear both; write down both.',
            severity: 'caution',
          },
        },
        course: {
          phase: 'unstable',
          prognosis: 'last_weeks',
          gsf: 'yellow',
          akps: 40,
          note: 'Agitated evenings.',
        },
        carerStrain: strain(t, 'yusuf-malik', 'amina', 12, 3),
      }),
      confirmed(
        by.cns,
        t.at(-12, '14:30'),
        ['cprDecision', 'preferredPlaceOfDeath', 'lpa/health'],
        'Amina Malik',
      ),
      wrote(by.cns, t.at(-1, '15:05'), {
        hospitalStays: {
          nights: {
            place: 'hospice',
            named: 'St Oswin’s Hospice',
            admittedOn: t.day(-5),
            because: 'Agitated at night, and Amina worn out.',
            dischargedOn: t.day(-1),
            dischargedTo: 'home',
            toldBy: 'The ward, by telephone',
          },
        },
      }),
    ],
  },
]
