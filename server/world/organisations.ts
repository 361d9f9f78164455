import type { OrganisationKind } from '#shared/organisations.ts'
import type { Role } from '#shared/staff.ts'
import { idOf } from './build/ids.ts'
import type { LineKey, Person } from './build/person.ts'
import { LINES } from './lines.ts'
import { practices } from './professionals.ts'

type Colleague = { signInName: string; name: string; role: Role }
type Organisation = { name: string; kind: OrganisationKind; odsCode?: string; colleagues: Colleague[] }

const colleague = (signInName: string, name: string, role: Role = 'clinician'): Colleague => ({
  signInName,
  name,
  role,
})
const practice = (key: keyof typeof practices, ...colleagues: Colleague[]): Organisation => {
  const { name, odsCode } = practices[key].body
  return { name, kind: 'gp', ...(odsCode ? { odsCode } : {}), colleagues }
}

/** Who works with each line: the hub first, with its privacy officer, and then those who look after the same people. */
export const organisations: Record<LineKey, Organisation[]> = {
  wharnley: [
    {
      name: LINES.wharnley.organisation,
      kind: 'hub',
      colleagues: [colleague('gillian', 'Gillian Frith', 'privacy_officer')],
    },
    practice(
      'moorEnd',
      colleague('miriam', 'Dr Miriam Holroyd'),
      colleague('denise', 'Denise Pollard', 'administrator'),
      colleague('tilly', 'Tilly Ashby', 'administrator'), // of nobody in the world a relative: a rule asks
    ),
    practice('canalSide', colleague('imran', 'Dr Imran Sadiq')),
    practice('oxlow', colleague('fiona', 'Dr Fiona Tordoff')),
    practice('lanternHill', colleague('samuel', 'Dr Samuel Okoro')),
    {
      name: 'Wharnley Community Nurses',
      kind: 'community_nursing',
      colleagues: [
        colleague('hattie', 'Hattie Bloom'),
        colleague('bev', 'Bev Stansfield'),
        colleague('kwame', 'Kwame Boateng'),
        colleague('lindsay', 'Lindsay Horsfall'),
        colleague('omar', 'Omar Siddall'),
        colleague('saira', 'Saira Mahmood'),
        colleague('shona', 'Shona Firth'),
      ],
    },
    {
      name: 'St Oswin’s Hospice',
      kind: 'hospice',
      colleagues: [
        colleague('eleanor', 'Eleanor Swift'),
        colleague('bridget', 'Bridget Marr', 'privacy_officer'),
        colleague('gareth', 'Dr Gareth Pugh'),
        colleague('nina', 'Nina Ackroyd'),
        colleague('ffion', 'Ffion Beale'),
        colleague('carys', 'Carys Penrose'),
        colleague('ivor', 'Ivor Stead'),
      ],
    },
    {
      name: 'Dales Out-of-Hours Doctors',
      kind: 'out_of_hours',
      colleagues: [colleague('anand', 'Dr Anand Pillai'), colleague('beatrice', 'Dr Beatrice Lomax')],
    },
    { name: 'Wharnley Royal Infirmary', kind: 'hospital', colleagues: [colleague('nuala', 'Nuala Reid')] },
    {
      name: 'Dales Ambulance Service',
      kind: 'ambulance',
      colleagues: [
        colleague('kit', 'Kit Sowden', 'paramedic'),
        colleague('maya', 'Maya Frost', 'paramedic'),
        colleague('oona', 'Oona Keighley', 'paramedic'),
        colleague('basil', 'Basil Thorp', 'paramedic'),
      ],
    },
    {
      name: 'Netherfold Pharmacy',
      kind: 'pharmacy',
      colleagues: [colleague('yusra', 'Yusra Haddad')],
    },
    {
      name: 'Dale Equipment Store',
      kind: 'social_care',
      colleagues: [colleague('stan', 'Stan Greenwood')],
    },
    {
      name: 'Dale Home Carers',
      kind: 'voluntary',
      colleagues: [colleague('cliff', 'Cliff Ogden'), colleague('wendy', 'Wendy Marsden')],
    },
    {
      name: 'Dales Mental Health Trust',
      kind: 'hospital',
      colleagues: [colleague('zainab', 'Zainab Qureshi'), colleague('lorcan', 'Lorcan Daly')],
    },
    {
      name: 'Wharnley Council',
      kind: 'social_care',
      colleagues: [colleague('jon', 'Jon Sugden'), colleague('tessa', 'Tessa Marland')],
    },
    {
      name: 'Clearwater Oxygen',
      kind: 'voluntary',
      colleagues: [colleague('doug', 'Doug Rayner')],
    },
  ],
  marram: [
    {
      name: LINES.marram.organisation,
      kind: 'hub',
      colleagues: [colleague('orla', 'Orla Fenwick', 'privacy_officer')],
    },
    practice('staithe', colleague('hannah', 'Dr Hannah Pryke')),
    practice('saltmarsh', colleague('neil', 'Dr Neil Cassidy')),
    {
      name: 'Marram Community Nurses',
      kind: 'community_nursing',
      colleagues: [
        colleague('larter', 'Jo Larter'),
        colleague('emeka', 'Emeka Obi'),
        colleague('greta', 'Greta Lund'),
      ],
    },
    {
      name: 'Lighthouse Hospice',
      kind: 'hospice',
      colleagues: [colleague('vivien', 'Vivien Stark'), colleague('noor', 'Noor Castell')],
    },
    {
      name: 'Coast Urgent Doctors',
      kind: 'out_of_hours',
      colleagues: [colleague('idris', 'Dr Idris Vaughan')],
    },
    { name: 'Pier Road Pharmacy', kind: 'pharmacy', colleagues: [colleague('bryn', 'Bryn Pascoe')] },
    {
      name: 'Marram Coast Ambulance',
      kind: 'ambulance',
      colleagues: [colleague('dev', 'Dev Parmar', 'paramedic')],
    },
  ],
}

type Member = { signInName: string; name: string; role: Role; organisation: string; phone: string | null }

/** Everybody who signs in at a line: those who answer its calls, and their colleagues elsewhere. */
export function everyoneAt(line: LineKey): Member[] {
  const { nurses, organisation } = LINES[line]
  return [
    ...nurses.map(nurse => ({ ...nurse, organisation })),
    ...organisations[line].flatMap(({ name: organisation, colleagues }) =>
      colleagues.map(one => ({ ...one, organisation, phone: null })),
    ),
  ]
}

export const organisationIdOf = (line: LineKey, name: string): string => idOf('organisation', line, name)

/**
 * Who looks after somebody: their practice, and every organisation of the line that their record names as involved. District
 * nurses are of the trust that runs the line, and an organisation of their own here.
 */
export function caseloadsOf(person: Person, involved: readonly string[]): string[] {
  const names = new Set([person.practice.body.name, ...involved])
  const isNursed = names.has(LINES[person.line].organisation)
  return organisations[person.line]
    .filter(
      ({ name, kind }) => kind !== 'hub' && (names.has(name) || (isNursed && kind === 'community_nursing')),
    )
    .map(({ name }) => name)
}
