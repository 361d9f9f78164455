import { aware, contact, noneKnown, notForCpr, places, problems } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A mother dying at home; burial within a day matters, and one son is abroad. */
export const hussain = (t: Calendar): Person[] => [
  {
    key: 'zubaida-hussain',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Zubaida', family: 'Hussain', preferred: 'Amma Ji', born: '1947-01-09' },
    gender: '2',
    ethnicity: 'Pakistani',
    religion: 'Muslim',
    home: { lines: ['8 Tenter Street', 'Lowgate', 'Wharnley'], postcode: 'WZ1 4HB' },
    phones: { home: homePhone(wharnleyNumber(120), { preference: 1 }) },
    practice: practices.canalSide,
    referred: referred(
      by.oncology,
      74,
      '16:20',
      'Pancreatic cancer with liver metastases, no treatment possible. Large family, very close.',
    ),
    welcome: welcomed(by.shabnam, 1, '11:05', 'My daughter may know everything. Allah knows the rest.'),
    sittings: [
      wrote(by.oncology, t.at(-74, '16:30'), {
        primaryDiagnosis: { text: 'Adenocarcinoma of pancreas', since: t.day(-90), spread: 'Liver' },
        problems: problems('Type 2 diabetes, tablets stopped', 'Osteoarthritis of both knees'),
        allergies: noneKnown,
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50 },
      }),
      wrote(
        by.gpCanal,
        t.at(-52, '12:40'),
        {
          cprDecision: notForCpr(t, 52, by.gpCanal, 'Kitchen drawer under the kettle, green envelope', {
            involved: ['person', 'carer'],
            discussedWith: ['Mrs Hussain', 'Nasreen Hussain'],
            informed: ['Imtiaz Hussain', 'Adeel Hussain'],
          }),
          ...places('home', 'home'),
          interpreter: {
            isNeeded: true,
            language: 'Punjabi',
            dialect: 'Mirpuri',
            genderPreference: 'female',
            note: 'Understands more English than she speaks. Nasreen does not interpret for the big talks.',
          },
          spiritualCultural: {
            faith: 'Muslim (Sunni)',
            atEndOfLife:
              'Turn the bed to face the qibla: the foot end to the window. Someone recites beside her. Female nurses where there is a choice.',
            afterDeath:
              'Washing and shrouding by the women of the family. Do not leave her uncovered. As few tubes as can be.',
            burialOrCremation: 'urgent_burial',
            organOrTissueDonation: 'does_not_wish_to',
            whoToCall:
              'Nasreen first; she rings the mosque’s funeral committee. Burial within a day if papers allow.',
          },
          awareness: aware(
            'yes',
            'yes',
            'yes',
            'Younger grandchildren have been told that Dadi is very tired.',
          ),
        },
        'Mrs Hussain and Nasreen, with interpreter',
      ),
      wrote(by.cns, t.at(-23, '10:00'), {
        personalContacts: {
          nasreen: contact(
            'Nasreen Hussain',
            'Daughter',
            'all',
            [mobile(121), homePhone(wharnleyNumber(120))],
            {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              language: 'English, Punjabi',
              maySeeAccessLog: true,
            },
          ),
          imtiaz: contact('Imtiaz Hussain', 'Son', 'condition', [mobile(122)], {
            wakeAtNight: 'only_if_urgent',
            notes: 'Round the corner at number 15.',
          }),
          adeel: contact('Adeel Hussain', 'Son, in Lahore', 'condition', [], {
            roles: ['carer'],
            notes: 'Abroad. Nasreen rings him; the line does not.',
          }),
        },
        whatMatters: {
          whatMatters: 'To hear Qur’an, to have her children in the house, and not to be a burden.',
          pleaseDo: 'Shoes off at the door. Accept the tea.',
          pleaseDont: 'No male nurse alone with her for washing.',
          likesToBeCalled: 'Mrs Hussain',
        },
        professionalContacts: { ...rounds.south, cns: { ...specialists.cns, isKeyWorker: true } },
        carerSupport: {
          support: 'round_the_clock',
          note: 'Three generations in the house; a rota on the fridge.',
        },
        anticipatoryMedicines: justInCase(t, {
          issued: 23,
          chartExpires: 33,
          place: 'Top shelf of the airing cupboard',
        }),
        devices: { none: 'not_applicable' },
        accessNotes: {
          atTheDoor: 'Side door, by the passage.',
          parking: 'Mosque car park opposite, not on Friday noon',
          stairs: 'Bed in the front room downstairs',
        },
      }),
      wrote(by.dnKwame, t.at(-3, '17:45'), {
        course: {
          phase: 'dying',
          prognosis: 'last_days',
          gsf: 'red',
          akps: 10,
          note: 'Sips only. Sleeping nearly all day. Hands cool.',
        },
        anticipatoryMedicines: justInCase(t, {
          state: 'in_use',
          issued: 23,
          chartExpires: 33,
          place: 'Top shelf of the airing cupboard',
          left: 7,
        }),
        anticipatoryDoses: {
          first: {
            drug: 'Glycopyrronium',
            dose: 'as charted',
            route: 'subcutaneous',
            givenAt: t.at(-3, '17:30'),
            givenBy: 'Kwame Boateng',
            because: 'Noisy breathing',
            benefit: 'some',
          },
        },
      }),
      confirmed(
        by.dnKwame,
        t.at(-3, '17:50'),
        ['cprDecision', 'preferredPlaceOfDeath', 'spiritualCultural'],
        'Nasreen Hussain',
      ),
    ],
  },
]
