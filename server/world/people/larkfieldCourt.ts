import { aware, contact, noneKnown, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds } from '../teams.ts'

/** A sheltered house: one telephone in the lobby serves all three of a family, here and in larkfieldFlat4.ts. */
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
        accessNotes: { atTheDoor: 'Buzz the warden.', stairs: 'Lift' },
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
]
