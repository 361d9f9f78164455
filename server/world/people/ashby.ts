import { allergy, aware, careTeam, contact, notForCpr, places, problems, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { justInCase, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { teams } from '../teams.ts'

const { districtNurses, nightNursing, hospiceAtHome, outOfHoursGp } = teams.wharnley
const COPD_REASON =
  'Severe COPD and now a right upper lobe carcinoma, not for active treatment. Three admissions since spring.'

/** Ron at number 14: one of two men called Ron in the street. */
export const ashby = (t: Calendar): Person[] => [
  {
    key: 'ron-ashby',
    line: 'wharnley',
    who: { title: 'Mr', given: 'Ronald', family: 'Ashby', preferred: 'Ron', born: '1955-03-14' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'Methodist, lapsed',
    home: { lines: ['14 Weaver’s Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 7QP' },
    phones: {
      mobile: mobile(111, { preference: 1 }),
      home: homePhone(wharnleyNumber(110), { preference: 2 }),
    },
    practice: practices.moorEnd,
    referred: referred(by.respiratory, 122, '15:10', COPD_REASON),
    welcome: welcomed(by.maren, 2, '10:35', 'Tell whoever needs it. I’m sick of saying it all twice.'),
    sittings: [
      wrote(by.respiratory, t.at(-121, '09:20'), {
        primaryDiagnosis: {
          text: 'Carcinoma of right upper lobe of lung',
          since: t.day(-140),
          spread: 'Mediastinal nodes',
        },
        problems: problems('COPD, severe', 'Ischaemic heart disease, stent 2017'),
        allergies: { penicillin: allergy('Penicillin', 'Rash as a young man', 'mild') },
        course: { phase: 'stable', prognosis: 'last_months', gsf: 'green', akps: 60 },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-84, '14:05'),
        {
          cprDecision: notForCpr(t, 84, by.gpMoorEnd, 'Plastic wallet on the side of the fridge', {
            reason: 'Would not restart a heart that stopped because of the cancer and the lungs.',
            involved: ['person', 'carer'],
            discussedWith: ['Ron', 'Angela Ashby'],
            informed: ['Claire Ashby'],
          }),
          treatmentEscalation: {
            chest: {
              problem: 'Chest infection',
              advised: 'Treat at home with tablets; review in two days. Hospital only if Ron asks for it.',
              ceiling: 'home_only',
              agreedWith: 'Ron and Angela',
            },
          },
          ...places('home', { place: 'hospice', named: 'St Oswin’s Hospice' }),
          awareness: aware('yes', 'yes', 'yes'),
        },
        'Ron and Angela',
      ),
      wrote(
        by.cns,
        t.at(-41, '11:30'),
        {
          whatMatters: {
            whatMatters: 'His pigeons, the cricket on the radio, and Angela getting some sleep.',
            pleaseDo: 'Say what you are doing before you do it. Speak to Ron first and Angela second.',
            pleaseDont: 'Don’t say “battle”. Don’t move the chair by the window: he sees the loft from it.',
            likesToBeCalled: 'Ron',
          },
          ...places('home', 'home', {
            place: 'hospice',
            named: 'St Oswin’s Hospice',
            note: 'If Angela cannot go on.',
          }),
          placeConversations: {
            autumn: {
              about: 'death',
              at: t.at(-41, '11:30'),
              with: 'Ron and Angela',
              changedFrom: 'hospice',
              changedTo: 'home',
              note: 'Has seen that the night nurses come.',
            },
          },
          personalContacts: {
            angela: contact('Angela Ashby', 'Wife', 'all', [mobile(112), homePhone(wharnleyNumber(110))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              mayGiveMedicines: true,
              maySeeAccessLog: true,
              notes: 'Gives the liquid morphine herself and writes every dose in the blue book.',
            }),
            claire: contact('Claire Ashby', 'Daughter', 'condition', [mobile(113)], {
              roles: ['emergency'],
              isKeyholder: true,
              wakeAtNight: 'only_if_urgent',
              notes: 'Twenty minutes away. Works shifts.',
            }),
          },
          agreedPhrases: {
            angela: { with: { contactItem: contactIdOf('ron-ashby', 'angela') }, phrase: 'blue bar hen' },
          },
          carerSupport: {
            support: 'lives_with',
            note: 'Angela has a bad hip; managing, but alone at night.',
          },
          course: { phase: 'unstable', akps: 50 },
        },
        'Ron and Angela',
      ),
      wrote(by.dnBev, t.at(-21, '16:15'), {
        anticipatoryMedicines: justInCase(t, {
          issued: 21,
          chartExpires: 1,
          place: 'Red box on top of the kitchen dresser',
        }),
        syringePump: { isRunning: false },
        accessNotes: {
          atTheDoor: 'Front door sticks: push low.',
          keysafe: { exists: false },
          parking: 'Permits until 18:00; the chapel lets nurses use its yard.',
          pets: 'Elderly terrier, deaf, harmless',
          stairs: 'Bed is downstairs in the front room',
          smokers: true,
        },
        devices: {
          oxygen: {
            kind: 'oxygen',
            flow: 'by concentrator, at night',
            supplier: 'Dale Oxygen',
            isFireRisk: true,
            note: 'Ron still has the odd roll-up in the loft.',
          },
        },
        medications: takes(
          ['Morphine sulfate oral solution', 'pain or breathlessness, as needed'],
          ['Carbocisteine', 'COPD'],
        ),
        professionalContacts: careTeam(districtNurses, nightNursing, hospiceAtHome, outOfHoursGp),
      }),
      wrote(by.cns, t.at(-6, '10:10'), {
        course: {
          phase: 'deteriorating',
          prognosis: 'last_weeks',
          gsf: 'yellow',
          akps: 30,
          note: 'In bed most of the day. Eating a little custard.',
        },
        carerStrain: strain(t, 'ron-ashby', 'angela', 6, 2, 'Sleeps in the armchair beside him.'),
        contingencyPlans: {
          breathless: {
            trigger: 'Frightened and fighting for breath',
            whatShouldHappen:
              'Fan, window, liquid morphine as charted, ring the line. Night nurse may give from the red box.',
            agreedWith: 'Ron and Angela',
          },
        },
      }),
      confirmed(
        by.cns,
        t.at(-6, '10:20'),
        ['cprDecision', 'preferredPlaceOfDeath', 'personalContacts/angela'],
        'Ron and Angela',
      ),
    ],
  },
]
