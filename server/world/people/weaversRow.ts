import { contact, justInCase, notForCpr } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { contactIdOf } from '../build/ids.ts'
import { homePhone, londonNumber, mobile, wharnleyNumber } from '../build/numbers.ts'
import type { Person } from '../build/person.ts'
import { confirmed, wrote } from '../build/sitting.ts'
import { wharnley as by, practices, teams } from '../professionals.ts'

/** Two men called Ron in one street: a neighbour who says "Ron next door" has not said which. */
export const weaversRow = (t: Calendar): Person[] => [
  {
    key: 'ron-ashby',
    line: 'wharnley',
    given: 'Ronald',
    family: 'Ashby',
    preferred: 'Ron',
    title: 'Mr',
    born: '1955-03-14',
    gender: '1',
    ethnicity: 'White British',
    religion: 'Methodist, lapsed',
    home: { lines: ['14 Weaver’s Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 7QP' },
    phones: {
      home: homePhone(wharnleyNumber(110), { preference: 2 }),
      mobile: mobile(111, { preference: 1 }),
    },
    practice: practices.moorEnd,
    referred: {
      by: by.respiratory,
      daysAgo: 122,
      time: '15:10',
      reason:
        'Severe COPD and now a right upper lobe carcinoma, not for active treatment. Breathless on the stairs; three admissions since spring.',
    },
    welcome: {
      by: by.maren,
      daysAfter: 2,
      time: '10:35',
      words: '“Tell whoever needs it. I’m sick of saying it all twice.”',
    },
    sittings: [
      wrote(by.respiratory, t.at(-121, '09:20'), {
        primaryDiagnosis: {
          text: 'Carcinoma of right upper lobe of lung',
          since: t.day(-140),
          spread: 'Mediastinal nodes',
        },
        problems: {
          copd: { text: 'COPD, severe', since: '2014-02-01', isActive: true },
          heart: { text: 'Ischaemic heart disease, stent 2017', isActive: true },
        },
        allergies: {
          penicillin: {
            kind: 'allergy',
            substance: 'Penicillin',
            reaction: 'Rash as a young man',
            severity: 'mild',
            certainty: 'suspected',
          },
        },
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
          preferredPlaceOfDeath: { first: { place: 'hospice', named: 'St Oswin’s Hospice' } },
          preferredPlaceOfCare: { first: { place: 'home' } },
          awareness: {
            personAwareOfPrognosis: 'yes',
            carerAwareOfPrognosis: 'yes',
            personAwareOfCprDecision: 'yes',
            carerAwareOfCprDecision: 'yes',
            familyAwareOfCprDecision: 'partly',
          },
        },
        'Ron and Angela',
      ),
      wrote(
        by.cns,
        t.at(-41, '11:30'),
        {
          whatMatters: {
            whatMatters:
              'His pigeons, the cricket on the radio, and Angela getting some sleep. Wants to see the loft from his bed.',
            pleaseDo:
              'Say what you are doing before you do it. Sit down. Speak to Ron first and Angela second.',
            pleaseDont: 'Don’t say “battle”. Don’t move the chair by the window.',
            likesToBeCalled: 'Ron',
          },
          preferredPlaceOfDeath: {
            first: { place: 'home' },
            second: { place: 'hospice', named: 'St Oswin’s Hospice', note: 'If Angela cannot go on.' },
          },
          placeConversations: {
            june: {
              about: 'death',
              at: t.at(-41, '11:30'),
              with: 'Ron and Angela',
              changedFrom: 'hospice',
              changedTo: 'home',
              note: 'Has seen that the night nurses come. Hospice stays as the second choice, for Angela’s sake.',
            },
          },
          personalContacts: {
            angela: contact(
              'Angela Ashby',
              'Wife',
              'all',
              [mobile(112, { preference: 1 }), homePhone(wharnleyNumber(110))],
              {
                roles: ['main_carer', 'next_of_kin'],
                livesWithPatient: true,
                wakeAtNight: 'yes',
                mayGiveMedicines: true,
                maySeeAccessLog: true,
                notes: 'Gives the liquid morphine herself and writes every dose in the blue book.',
              },
            ),
            claire: contact('Claire Ashby', 'Daughter', 'condition', [mobile(113)], {
              roles: ['emergency'],
              isKeyholder: true,
              wakeAtNight: 'only_if_urgent',
              notes: 'Lives twenty minutes away. Works shifts.',
            }),
          },
          agreedPhrases: {
            angela: { with: { contactItem: contactIdOf('ron-ashby', 'angela') }, phrase: 'blue bar hen' },
          },
          carerSupport: {
            support: 'lives_with',
            note: 'Angela has a bad hip; managing, but alone at night.',
          },
          course: { phase: 'unstable', gsf: 'green', akps: 50 },
        },
        'Ron and Angela',
      ),
      wrote(by.dnBev, t.at(-21, '16:15'), {
        anticipatoryMedicines: justInCase(t, {
          issued: 21,
          chartExpires: 1,
          place: 'Top of the kitchen dresser, red box',
          note: 'Chart is signed for three weeks: a prescriber must renew it.',
        }),
        syringePump: { isRunning: false },
        accessNotes: {
          gettingIn: 'Front door sticks: push low. Angela will put the hall light on.',
          keysafe: { exists: false },
          parking: 'Permit zone until 18:00; the chapel lets nurses use its yard.',
          pets: 'Elderly terrier, deaf, harmless',
          stairs: 'Bed is downstairs in the front room',
          smokers: true,
        },
        devices: {
          oxygen: {
            kind: 'oxygen',
            flow: 'As the order says; by concentrator, nights',
            supplier: 'Dale Oxygen',
            isFireRisk: true,
            note: 'Ron still has the odd roll-up in the loft. Oxygen stays off and out of the loft.',
          },
        },
        medications: {
          morphine: {
            drug: 'Morphine sulfate oral solution',
            route: 'by mouth',
            frequency: 'as needed, see chart',
            indication: 'pain or breathlessness',
          },
          inhaler: {
            drug: 'Combination inhaler (LAMA/LABA)',
            route: 'inhaled',
            frequency: 'daily',
            indication: 'COPD',
          },
        },
        professionalContacts: {
          dn: { ...teams.wharnley.districtNurses, isKeyWorker: true },
          night: teams.wharnley.nightNursing,
          hospice: teams.wharnley.hospiceAtHome,
          ooh: teams.wharnley.outOfHoursGp,
        },
      }),
      wrote(by.cns, t.at(-6, '10:10'), {
        course: {
          phase: 'deteriorating',
          prognosis: 'last_weeks',
          gsf: 'yellow',
          akps: 30,
          note: 'In bed most of the day. Eating a little custard.',
        },
        carerStrain: {
          november: {
            strain: 2,
            contactItem: contactIdOf('ron-ashby', 'angela'),
            on: t.day(-6),
            note: 'Sleeps in the armchair beside him.',
          },
        },
        contingencyPlans: {
          breathless: {
            trigger: 'Frightened and fighting for breath',
            whatShouldHappen:
              'Fan, window, liquid morphine as charted, ring the line. Night nurse may give from the red box.',
            whoToContact: 'The line',
            agreedWith: 'Ron and Angela',
          },
        },
        alerts: {
          chart: {
            text: 'Medicines chart runs out tomorrow: ask a prescriber to renew it.',
            severity: 'caution',
            expiresOn: t.day(3),
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
  {
    key: 'ron-pickersgill',
    line: 'wharnley',
    given: 'Ronald',
    family: 'Pickersgill',
    preferred: 'Ron',
    title: 'Mr',
    born: '1942-06-30',
    gender: '1',
    ethnicity: 'White British',
    religion: 'Church of England',
    home: { lines: ['22 Weaver’s Row', 'Netherfold', 'Wharnley'], postcode: 'WZ3 7QP' },
    phones: {
      home: homePhone(wharnleyNumber(114), { preference: 1, note: 'Let it ring: he is slow to get up.' }),
    },
    practice: practices.moorEnd,
    referred: {
      by: by.cardiology,
      daysAgo: 201,
      time: '11:45',
      reason:
        'Heart failure with reduced ejection fraction, frail, falls. Does not wish to go back to the ward.',
    },
    welcome: {
      by: by.joseph,
      daysAfter: 5,
      time: '14:20',
      words: '“If it saves Doreen worrying, put me down.”',
    },
    sittings: [
      wrote(by.cardiology, t.at(-200, '12:00'), {
        primaryDiagnosis: { text: 'Heart failure with reduced ejection fraction', since: '2019-09-12' },
        problems: {
          af: { text: 'Atrial fibrillation, on an anticoagulant', isActive: true },
          falls: { text: 'Recurrent falls', isActive: true },
          ckd: { text: 'Chronic kidney disease stage 3b', isActive: true },
        },
        allergies: { none: { kind: 'none_known' } },
        medications: {
          apixaban: {
            drug: 'Apixaban',
            route: 'by mouth',
            indication: 'atrial fibrillation',
            note: 'Anticoagulant: ask about head injury after any fall.',
          },
          furosemide: { drug: 'Furosemide', route: 'by mouth', indication: 'fluid' },
        },
        devices: {
          pacemaker: { kind: 'pacemaker', since: '2020-03-03', note: 'Paces only; gives no shocks.' },
        },
        course: { phase: 'stable', prognosis: 'about_a_year', gsf: 'blue', akps: 60, cfs: '6' },
      }),
      wrote(
        by.gpMoorEnd,
        t.at(-150, '10:40'),
        {
          respect: {
            isPresent: true,
            formVersion: '3',
            sharedUnderstanding:
              'Weak heart that medicines no longer help much. Knows that each fall may be the one.',
            slider: { value: 8, scaleMax: 10 },
            values: 'Being in his own bed with Doreen next to him. His own teeth in.',
            fears: 'A trolley in a corridor.',
            priority: 'comfort',
            recommendations:
              'Treat simple things at home. Hospital for a broken hip, for pain relief, and home again.',
            cpr: 'not_recommended',
            hadCapacity: 'yes',
            involved: 'Ron and Doreen',
            signedBy: 'Dr Miriam Holroyd',
            signedRole: 'GP',
            signedOn: t.day(-150),
            reviewOn: t.day(30),
            paperLocation: 'Hall table drawer',
          },
          cprDecision: notForCpr(t, 150, by.gpMoorEnd, 'ReSPECT form in the hall table drawer', {
            involved: ['person', 'carer'],
            discussedWith: ['Ron', 'Doreen Pickersgill'],
          }),
          treatmentEscalation: {
            fall: {
              problem: 'Fall with suspected broken hip',
              advised: 'Hospital for assessment and pain relief is wanted.',
              ceiling: 'ward',
              agreedWith: 'Ron',
            },
          },
          preferredPlaceOfCare: { first: { place: 'home' } },
          preferredPlaceOfDeath: { first: { place: 'home' } },
          awareness: {
            personAwareOfPrognosis: 'partly',
            carerAwareOfPrognosis: 'partly',
            personAwareOfCprDecision: 'yes',
            carerAwareOfCprDecision: 'yes',
          },
        },
        'Ron and Doreen',
      ),
      wrote(by.matron, t.at(-76, '13:25'), {
        whatMatters: {
          whatMatters: 'Sunday service on the television, and knowing what day it is.',
          pleaseDo: 'Give him time to stand.',
          communication: 'Hearing aid left ear only. Face him.',
        },
        personalContacts: {
          doreen: contact('Doreen Pickersgill', 'Wife', 'all', [homePhone(wharnleyNumber(114))], {
            roles: ['main_carer', 'next_of_kin'],
            livesWithPatient: true,
            wakeAtNight: 'yes',
          }),
          judith: contact(
            'Judith Pickersgill',
            'Daughter',
            'all',
            [mobile(115, { preference: 1 }), { number: londonNumber(21), use: 'work' }],
            { roles: ['emergency'], wakeAtNight: 'yes', notes: 'In London; can be here in four hours.' },
          ),
          neighbour: contact('Sandra Holt', 'Neighbour at number 24', 'nothing', [], {
            roles: ['neighbour'],
            isKeyholder: true,
            notes: 'Has a key and a good heart. Ron does not want his business in the street.',
          }),
        },
        accessNotes: {
          gettingIn: 'Sandra at number 24 has a key.',
          keysafe: { exists: true, verifiedOn: t.day(-76) },
          parking: 'On the street after 18:00',
          stairs: 'Stairlift',
          hazards: 'Rugs. Doreen will not have them up.',
        },
        safetyFlags: {
          falls: {
            kind: 'falls',
            reason: 'Four falls in six months; cannot get up alone.',
            reviewBy: t.day(60),
          },
        },
        adjustments: { hearing: { what: 'Hard of hearing: speak to the left side' } },
        professionalContacts: {
          matron: {
            name: 'Saira Mahmood',
            role: 'Community matron',
            organisation: 'Wharnley Dale Community NHS Trust',
            phoneInHours: wharnleyNumber(930),
            isKeyWorker: true,
          },
          dn: teams.wharnley.districtNurses,
          ooh: teams.wharnley.outOfHoursGp,
        },
        course: { phase: 'deteriorating', prognosis: 'last_months', gsf: 'green', akps: 50, cfs: '7' },
      }),
      wrote(
        by.callum,
        t.at(-4, '18:50'),
        {
          personalContacts: {
            doreen: contact('Doreen Pickersgill', 'Wife', 'all', [homePhone(wharnleyNumber(114))], {
              roles: ['next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
              notes: 'In Wharnley Royal Infirmary with a broken wrist and a chest infection.',
            }),
          },
          carerSupport: {
            support: 'none',
            livesAlone: true,
            note: 'Alone while Doreen is in hospital. Judith rings morning and night; Sandra brings a meal.',
          },
          alerts: {
            alone: {
              text: 'At present alone in the house: his wife is in hospital.',
              severity: 'danger',
              expiresOn: t.day(14),
            },
          },
        },
        'Judith Pickersgill',
      ),
    ],
  },
]
