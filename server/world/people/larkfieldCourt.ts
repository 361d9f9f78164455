import { allergy, aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices, rounds } from '../professionals.ts'

/** A sheltered house with one telephone in the warden's lobby for all three of a family. */
export const larkfieldCourt = (t: Calendar): Person[] => [
  {
    key: 'edna-throup',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Edna', family: 'Throup', born: '1935-03-08' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['Flat 3, Larkfield Court', 'Chapel Hill, Hebblewick', 'Wharnley'], postcode: 'WZ4 4LC' },
    phones: {
      house: homePhone(wharnleyNumber(200), { preference: 1, note: 'One telephone for flats 3 and 4.' }),
    },
    practice: practices.lanternHill,
    referred: referred(by.matron, 310, '10:30', 'Frailty, heart failure, tired of hospital.'),
    welcome: welcomed(by.ruth, 9, '15:00', 'Walter and me both, put us together.'),
    sittings: [
      wrote(by.matron, t.at(-309, '11:00'), {
        primaryDiagnosis: { text: 'Frailty with heart failure', since: '2020-01-15' },
        problems: problems('Macular degeneration', 'Pressure sore, heel, healed'),
        allergies: noneKnown,
        medications: takes(['Furosemide', 'fluid'], ['Paracetamol', 'knees']),
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50, cfs: '7' },
      }),
      wrote(
        by.gpLantern,
        t.at(-205, '12:30'),
        {
          cprDecision: notForCpr(t, 205, by.gpLantern, 'Yellow folder in the wardrobe, flat 3', {
            involved: ['person'],
            discussedWith: ['Edna'],
          }),
          ...places('home', 'home', 'hospice'),
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Edna',
      ),
      wrote(by.matron, t.at(-80, '14:10'), {
        personalContacts: {
          walter: contact('Walter Throup', 'Husband', 'all', [homePhone(wharnleyNumber(200))], {
            roles: ['next_of_kin'],
            livesWithPatient: true,
            notes: 'Also known to the line. Also frail.',
          }),
          gail: contact('Gail Throup', 'Daughter', 'all', [mobile(201)], {
            roles: ['emergency', 'main_carer'],
            isKeyholder: true,
            wakeAtNight: 'yes',
          }),
          warden: contact('Trevor Nunn', 'Warden, Larkfield Court', 'logistics', [mobile(202)], {
            roles: ['neighbour'],
            isKeyholder: true,
            notes: 'Office hours.',
          }),
        },
        carerSupport: { support: 'frail_carer' },
        adjustments: { sight: { what: 'Cannot read print: say it aloud' } },
        professionalContacts: rounds.north,
        accessNotes: { gettingIn: 'Buzz the warden; after six, Gail has the fob.', stairs: 'Lift' },
        whatMatters: { whatMatters: 'Not being parted from Walter.' },
        carerStrain: strain(t, 'edna-throup', 'gail', 80, 2),
      }),
      confirmed(
        by.matron,
        t.at(-25, '11:30'),
        ['cprDecision', 'preferredPlaceOfDeath', 'personalContacts/gail'],
        'Edna and Gail',
      ),
    ],
  },
  {
    key: 'walter-throup',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Walter', family: 'Throup', born: '1934-10-02' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['Flat 3, Larkfield Court', 'Chapel Hill, Hebblewick', 'Wharnley'], postcode: 'WZ4 4LC' },
    phones: {
      house: homePhone(wharnleyNumber(200), { preference: 1, note: 'One telephone for flats 3 and 4.' }),
    },
    practice: practices.lanternHill,
    referred: referred(by.matron, 308, '10:45', 'COPD and early dementia; lives for Edna.'),
    welcome: welcomed(by.ruth, 7, '15:05', 'Whatever Edna said.'),
    sittings: [
      wrote(by.matron, t.at(-307, '11:15'), {
        primaryDiagnosis: { text: 'COPD, very severe', since: '2009-11-01' },
        problems: problems('Alzheimer’s disease, early', 'Prostate enlargement'),
        allergies: { asked: 'not_known' },
        devices: { catheter: { kind: 'catheter', since: t.day(-70), changeDueOn: t.day(14) } },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 50, cfs: '6' },
      }),
      wrote(
        by.gpLantern,
        t.at(-205, '12:50'),
        {
          cprDecision: {
            decision: 'none',
            notDiscussedBecause: 'Walter changed the subject. Try again with Gail there.',
          },
          preferredPlaceOfCare: { first: { place: 'home' } },
          preferredPlaceOfDeath: { first: { place: 'undecided' } },
        },
        'Walter',
      ),
      wrote(by.matron, t.at(-22, '13:20'), {
        personalContacts: {
          edna: contact('Edna Throup', 'Wife', 'all', [homePhone(wharnleyNumber(200))], {
            roles: ['next_of_kin'],
            livesWithPatient: true,
          }),
          gail: contact('Gail Throup', 'Daughter', 'all', [mobile(201)], {
            roles: ['emergency', 'main_carer'],
            isKeyholder: true,
          }),
        },
        course: {
          phase: 'deteriorating',
          gsf: 'green',
          akps: 40,
          note: 'Chestier; eats half of what he did.',
        },
        professionalContacts: rounds.north,
        carerSupport: { support: 'frail_carer' },
        whatMatters: {
          whatMatters: 'Brass band records. Edna’s hand.',
          pleaseDo: 'Tell him who you are every time.',
        },
      }),
    ],
  },
  {
    key: 'bessie-ackroyd',
    line: 'wharnley',
    who: { title: 'Miss', given: 'Bessie', family: 'Ackroyd', born: '1938-06-17' },
    gender: '2',
    ethnicity: 'White British',
    religion: 'Methodist',
    home: { lines: ['Flat 4, Larkfield Court', 'Chapel Hill, Hebblewick', 'Wharnley'], postcode: 'WZ4 4LC' },
    phones: {
      house: homePhone(wharnleyNumber(200), { preference: 1, note: 'One telephone for flats 3 and 4.' }),
    },
    practice: practices.lanternHill,
    referred: referred(
      by.gpLantern,
      61,
      '09:40',
      'Bowel obstruction coming and going; probable cancer, did not want it proved.',
    ),
    welcome: welcomed(by.maren, 5, '10:50', 'I keep myself to myself, but all right.'),
    sittings: [
      wrote(by.gpLantern, t.at(-60, '10:00'), {
        primaryDiagnosis: {
          text: 'Probable carcinoma of caecum, not investigated by choice',
          since: t.day(-85),
        },
        allergies: { tramadol: allergy('Tramadol', 'Confusion', 'moderate') },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50, cfs: '6' },
        adrt: {
          surgery: {
            treatment: 'Any operation on my bowels',
            circumstances: 'If they block again',
            isLifeSustaining: true,
            isWritten: true,
            isSigned: true,
            isWitnessed: { unknown: 'not_asked' },
            statesEvenIfLifeAtRisk: true,
            madeOn: t.day(-58),
            paperLocation: 'Handbag',
          },
        },
      }),
      wrote(
        by.dnBev,
        t.at(-18, '12:10'),
        {
          cprDecision: notForCpr(t, 30, by.gpLantern, 'Handbag, with her advance decision', {
            involved: ['person'],
          }),
          ...places('home', 'hospice'),
          personalContacts: {
            edna: contact('Edna Throup', 'Sister, next door', 'all', [homePhone(wharnleyNumber(200))], {
              roles: ['next_of_kin'],
            }),
            gail: contact('Gail Throup', 'Niece', 'condition', [mobile(201)], {
              roles: ['emergency'],
              isKeyholder: true,
            }),
          },
          anticipatoryMedicines: justInCase(t, { issued: 18, chartExpires: 66, place: 'Flat 4, top drawer' }),
          carerSupport: { support: 'nearby', livesAlone: true },
          professionalContacts: rounds.north,
          contingencyPlans: {
            vomiting: {
              trigger: 'Vomiting that will not stop',
              whatShouldHappen:
                'Nothing by mouth, ring the line, night nurse with the box. Not the infirmary.',
              agreedWith: 'Bessie',
            },
          },
        },
        'Bessie',
      ),
    ],
  },
]
