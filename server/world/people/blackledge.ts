import { allergy, aware, contact, notForCpr, places, problems, respectForm, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** A valid decision, its paper by the bed, and a son who may dial 999 all the same. */
export const blackledge = (t: Calendar): Person[] => [
  {
    key: 'gordon-blackledge',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Gordon', family: 'Blackledge', born: '1940-08-22' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'None',
    home: { lines: ['3 Reservoir Cottages', 'Crossgill', 'Wharnley'], postcode: 'WZ5 9RT' },
    phones: { home: homePhone(wharnleyNumber(130), { preference: 1, mayLeaveMessage: true }) },
    practice: practices.oxlow,
    referred: referred(
      by.gpOxlow,
      188,
      '09:50',
      'End-stage heart failure. Turned down a third admission and would like that respected.',
    ),
    welcome: welcomed(by.ruth, 3, '15:30', 'Aye, share it. Just don’t send me leaflets.'),
    sittings: [
      wrote(by.gpOxlow, t.at(-187, '10:20'), {
        primaryDiagnosis: { text: 'Heart failure, ischaemic', since: '2017-05-16' },
        problems: problems('Type 2 diabetes', 'Chronic kidney disease 4', 'Leg ulcer, right'),
        allergies: {
          aspirin: allergy('Aspirin', 'Wheeze', 'severe'),
          elastoplast: allergy('Sticking plaster', 'Blisters', 'mild'),
        },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 50, cfs: '6' },
      }),
      wrote(
        by.gpOxlow,
        t.at(-110, '11:15'),
        {
          respect: respectForm(t, 110, by.gpOxlow, {
            sharedUnderstanding:
              'Heart and kidneys failing together. Gordon expects to die at the cottage this year and has sorted the hens.',
            slider: { value: 10, scaleMax: 10 },
            values: 'The view of the water. Straight talking.',
            fears: 'Being thumped on the chest by a stranger.',
            priority: 'comfort',
            recommendations:
              'Comfort at home only. No ambulance to hospital unless comfort cannot be had at home.',
            cpr: 'not_recommended',
            reviewOn: t.day(70),
            paperLocation: 'Purple folder at the bedside',
          }),
          cprDecision: notForCpr(t, 110, by.gpOxlow, 'Purple folder at the bedside, first page', {
            reason: 'CPR would not work and Gordon does not want it tried.',
            involved: ['person', 'carer'],
            discussedWith: ['Gordon', 'Stephen Blackledge'],
            endorsedBy: 'Nuala Reid',
            reviewOn: t.day(70),
          }),
          treatmentEscalation: {
            any: {
              problem: 'Any sudden collapse',
              advised: 'Comfort and company. Ring the line, not 999.',
              ceiling: 'home_only',
              agreedWith: 'Gordon and Stephen',
            },
          },
          ...places('home', 'home'),
          awareness: aware('yes', 'yes', 'yes', 'Stephen knows, and says he may panic all the same.'),
        },
        'Gordon and Stephen',
      ),
      wrote(by.dnBev, t.at(-58, '13:10'), {
        personalContacts: {
          stephen: contact(
            'Stephen Blackledge',
            'Son',
            'all',
            [mobile(131), homePhone(wharnleyNumber(130))],
            {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              notes: 'Moved back in after redundancy. Good with his hands, frightened of the nights.',
            },
          ),
          paula: contact('Paula Blackledge', 'Daughter-in-law', 'condition', [mobile(132)], {
            roles: ['emergency'],
          }),
        },
        whatMatters: {
          whatMatters: 'The reservoir, the hens, being told the truth.',
          pleaseDo: 'Wellies in the porch in winter.',
          likesToBeCalled: 'Gordon',
        },
        anticipatoryMedicines: justInCase(t, {
          issued: 58,
          chartExpires: 26,
          place: 'Blue box on the pantry shelf',
          isRenal: true,
        }),
        medications: takes(['Bumetanide', 'fluid'], ['Bisoprolol', 'heart']),
        professionalContacts: { ...rounds.north, heart: specialists.heart },
        accessNotes: {
          atTheDoor: 'Last cottage; the track floods, keep left of the wall.',
          parking: 'Turn before the gate',
          lighting: 'No street lights. Stephen puts the yard lamp on.',
        },
        carerSupport: { support: 'lives_with' },
      }),
      wrote(by.cardiology, t.at(-19, '14:35'), {
        course: { phase: 'deteriorating', prognosis: 'last_weeks', gsf: 'yellow', akps: 40 },
        carerStrain: strain(t, 'gordon-blackledge', 'stephen', 19, 3, 'Awake most nights listening for him.'),
      }),
      confirmed(
        by.cardiology,
        t.at(-19, '14:40'),
        ['cprDecision', 'respect', 'preferredPlaceOfDeath'],
        'Gordon and Stephen',
      ),
    ],
  },
]
