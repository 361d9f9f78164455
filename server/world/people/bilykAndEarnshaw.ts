import { allergy, aware, contact, noneKnown, notForCpr, places, strain } from '../build/bodies.ts'
import type { Calendar } from '../build/calendar.ts'
import { justInCase, pumpRunning, takes } from '../build/medicines.ts'
import { homePhone, mobile, wharnleyNumber } from '../build/numbers.ts'
import { type Person, referred, welcomed } from '../build/person.ts'
import { wrote } from '../build/sitting.ts'
import { wharnley as by, practices } from '../professionals.ts'
import { rounds, specialists } from '../teams.ts'

/** Two newcomers to the line, both unsettled. */
export const bilykAndEarnshaw = (t: Calendar): Person[] => [
  {
    key: 'olha-bilyk',
    line: 'wharnley',
    who: { title: 'Mrs', given: 'Olha', family: 'Bilyk', born: '1956-01-30' },
    gender: '2',
    ethnicity: 'Ukrainian',
    religion: 'Orthodox',
    home: { lines: ['9 Sycamore Drive (annexe)', 'Oxlow', 'Wharnley'], postcode: 'WZ5 4SD' },
    phones: { mobile: mobile(361, { preference: 1 }) },
    practice: practices.oxlow,
    referred: referred(
      by.cardiology,
      18,
      '14:45',
      'Heart failure after a big heart attack; lives in her host family’s annexe.',
    ),
    welcome: welcomed(by.maren, 2, '12:45', 'With interpreter: thank you, thank you, yes.'),
    sittings: [
      wrote(by.cardiology, t.at(-17, '09:50'), {
        primaryDiagnosis: { text: 'Ischaemic heart failure', since: t.day(-45) },
        allergies: noneKnown,
        interpreter: { isNeeded: true, language: 'Ukrainian', note: 'Not Russian, please.' },
        course: { phase: 'unstable', prognosis: 'last_months', gsf: 'green', akps: 40 },
        cprDecision: 'not_asked',
        preferredPlaceOfDeath: 'not_asked',
        personalContacts: {
          host: contact('Penelope Shaw', 'Host', 'logistics', [mobile(362)], {
            roles: ['neighbour', 'emergency'],
            isKeyholder: true,
          }),
          oksana: contact('Oksana Bilyk', 'Daughter', 'all', [mobile(363)], {
            roles: ['next_of_kin'],
            wakeAtNight: 'yes',
            language: 'Ukrainian, English',
            notes: 'In London, nursing. Three hours away.',
          }),
        },
        carerSupport: { support: 'nearby', livesAlone: true },
        professionalContacts: { ...rounds.north, heart: specialists.heart },
        medications: takes(['Furosemide', 'fluid'], ['Bisoprolol', 'heart']),
      }),
    ],
  },
  {
    key: 'david-earnshaw',
    line: 'wharnley',
    who: { title: 'Mr', given: 'David', family: 'Earnshaw', born: '1960-10-10' },
    gender: '1',
    ethnicity: 'White British',
    religion: 'None',
    home: { lines: ['28 Tithe Barn Road', 'Hebblewick', 'Wharnley'], postcode: 'WZ4 8TB' },
    phones: {
      mobile: mobile(371, { preference: 1 }),
      home: homePhone(wharnleyNumber(370), { preference: 3 }),
    },
    practice: practices.lanternHill,
    referred: referred(
      by.oncology,
      15,
      '11:55',
      'Pancreatic cancer, told three weeks ago. Vomiting; duodenum narrowing.',
    ),
    welcome: welcomed(by.callum, 1, '10:05', 'Yes. I need somebody to pick up at night, that’s all.'),
    sittings: [
      wrote(by.oncology, t.at(-15, '12:10'), {
        primaryDiagnosis: { text: 'Adenocarcinoma of pancreas', since: t.day(-24), spread: 'Liver' },
        allergies: { cyclizine: allergy('Cyclizine', 'Saw things', 'moderate') },
        course: { phase: 'unstable', prognosis: 'last_weeks', gsf: 'yellow', akps: 50 },
      }),
      wrote(
        by.cns,
        t.at(-9, '09:30'),
        {
          cprDecision: notForCpr(t, 9, by.cns, 'Office desk, top drawer', { involved: ['person', 'carer'] }),
          ...places('home', 'hospice', 'home'),
          personalContacts: {
            beth: contact('Beth Earnshaw', 'Wife', 'all', [mobile(372), homePhone(wharnleyNumber(370))], {
              roles: ['main_carer', 'next_of_kin'],
              livesWithPatient: true,
              wakeAtNight: 'yes',
            }),
            sam: contact('Sam Earnshaw', 'Son, at university', 'logistics', [mobile(373)], {
              roles: [],
              notes: 'Does not know how short the time is. David will tell him himself this weekend.',
            }),
          },
          awareness: aware('yes', 'yes', 'yes', 'Sam does not know yet.'),
          anticipatoryMedicines: justInCase(t, { issued: 9, chartExpires: 75, place: 'Utility room shelf' }),
          syringePump: pumpRunning(
            t,
            6,
            'Levomepromazine, morphine, as charted',
            'District nurses, Wharnley North',
          ),
          carerSupport: { support: 'lives_with' },
          carerStrain: strain(t, 'david-earnshaw', 'beth', 9, 3),
          professionalContacts: { ...rounds.north, cns: { ...specialists.cns, isKeyWorker: true } },
          funding: {
            sr1: { kind: 'sr1_completed', on: t.day(-13) },
            chc: { kind: 'fast_track_chc', status: 'applied', on: t.day(-8) },
          },
          alerts: { cyclizine: { text: 'No cyclizine: it made him see things.', severity: 'caution' } },
        },
        'David and Beth',
      ),
    ],
  },
]
