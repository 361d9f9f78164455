import type { OrganisationKind } from '#shared/organisations.ts'
import type { Role } from '#shared/staff.ts'
import type { Dice } from './dice.ts'

/** A town in which those who work and those who are looked after bear the same names and live in the same streets. */

/** The commonest first: some families are everywhere, most are one or two. */
const FAMILIES =
  'Smith Hussain Khan Jones Ahmed Taylor Brown Wilson Shah Walker Patel Wood Clark Robinson Hall Mahmood Thompson Wright Begum Green Ali Hughes Lewis Ward Turner Mistry Firth Holroyd Sutcliffe Greenwood Barraclough Ackroyd Bairstow Crossley Dewhirst Earnshaw Feather Gaukroger Haigh Illingworth Jagger Kershaw Lumb Midgley Naylor Ogden Pickles Ramsden Sykes Tordoff Uttley Varley Whitwam Yewdall Kowalski Nowak Bilyk Okafor Mensah Osei Adeyemi Boateng Chukwu Nguyen Chen Fernandes Silva Rossi Murphy Kelly Byrne Walsh Doyle Gallagher MacDonald Fraser Sinclair Campbell Morgan Pryce Bevan Tudor Quayle Trelawny Penrose Ferris Oldroyd Priestley Wadsworth Stansfield Horsfall Hebden Rushworth Shackleton Thackray Verity Wormald Garside Beaumont Dyson Armitage Brook Hirst Littlewood Quarmby Schofield Thewlis'.split(
    ' ',
  )
const GIVEN =
  'Margaret Jean Ann Susan Carol Fatima Aisha Zainab Nasreen Parveen Helen Karen Julie Claire Emma Hannah Joanne Ruth Edna Doris David Peter John Brian Keith Mohammed Imran Tariq Asif Yusuf Stephen Paul Mark Simon Daniel Adam Tomasz Piotr Kwame Chidi Rajesh Anil Harold Stanley Eric'.split(
    ' ',
  )
const STREETS =
  'Mill|Church|Tenter|Weaver|Canal|Moor|Station|Chapel|Quarry|Beck|Spring|School|Castle|Bridge|Market|Orchard|Paddock|Victoria|Albert|Prospect|Highfield|Lidget|Cemetery|Hollins|Woodside|Hope|Garden|Oak|Ash|Elm'
    .split('|')
    .flatMap(name => [`${name} Lane`, `${name} Street`])
const SECTORS = ['WZ1 2', 'WZ1 4', 'WZ2 1', 'WZ3 7']

export type Worker = {
  id: string
  name: string
  family: string
  role: Role
  organisation: string
  birth: string
  street: string
  /** Whether the account was given the two. */
  isGiven: boolean
  phone: string | null
}
export type Patient = {
  id: string
  name: { given: string; family: string }
  birth: string
  street: string
  house: number
  practice: string
  gp: Worker
  namesGp: boolean
  nurses: Worker[]
  cns: Worker | null
  namesTeam: boolean
  /** How often anything happens about them: some are rung about daily, some not in a month. */
  pace: number
  /** Days from the first of the month; negative before it, undefined for those who live. */
  diedOn: number | undefined
}
export type Organisation = { id: string; name: string; kind: OrganisationKind; staff: Worker[] }
export type Town = {
  lineId: string
  organisations: Organisation[]
  workers: Worker[]
  patients: Patient[]
  /** Nurses of the hub in whose street somebody lives who rings: in some towns chance would bring nobody. */
  neighbours: [Worker, Patient][]
}

const SIZES: [string, OrganisationKind, Partial<Record<Role, number>>][] = [
  ['Hub', 'hub', { coordinator: 34, shift_lead: 4 }],
  ...Array.from({ length: 4 }, (_, i): [string, OrganisationKind, Partial<Record<Role, number>>] => [
    `Practice ${i + 1}`,
    'gp',
    { clinician: 14, administrator: 12 },
  ]),
  ['North Nurses', 'community_nursing', { clinician: 26, administrator: 3 }],
  ['South Nurses', 'community_nursing', { clinician: 26, administrator: 3 }],
  ['Hospice', 'hospice', { clinician: 24, administrator: 5 }],
  ['Ambulance', 'ambulance', { paramedic: 40 }],
  ['Night Doctors', 'out_of_hours', { clinician: 14 }],
  ['Infirmary', 'hospital', { clinician: 20 }],
]

export function townOf(dice: Dice, patients = 320): Town {
  const organisations = SIZES.map(([name, kind, sizes]) => ({
    id: dice.uuid(),
    name,
    kind,
    staff: Object.entries(sizes).flatMap(([role, count]) =>
      Array.from({ length: count }, () => workerOf(dice, name, role as Role)),
    ), // keys of a record of roles
  }))
  const of = (kind: OrganisationKind) => organisations.filter(one => one.kind === kind)
  const clinicians = (one: Organisation) => one.staff.filter(({ role }) => role === 'clinician')
  const hospice = of('hospice')[0]
  const lineId = dice.uuid()
  const people = Array.from({ length: patients }, (): Patient => {
    const practice = dice.of(of('gp'))
    const team = dice.of(of('community_nursing'))
    const dies = dice.next()
    return {
      id: dice.uuid(),
      name: { given: dice.of(GIVEN), family: dice.early(FAMILIES) },
      birth: birthOf(dice, 1926, 1962),
      street: streetOf(dice),
      house: 1 + dice.below(90),
      practice: practice.name,
      gp: dice.of(clinicians(practice)),
      namesGp: dice.chance(0.85),
      nurses: dice.chance(0.65) ? dice.some(clinicians(team), 3) : [],
      cns: hospice && dice.chance(0.4) ? dice.of(clinicians(hospice)) : null,
      namesTeam: dice.chance(0.7),
      pace: dice.chance(0.3) ? dice.between(0.6, 1) : dice.between(0.02, 0.35),
      diedOn: dies < 0.08 ? dice.below(28) : dies < 0.2 ? -dice.below(150) - 15 : undefined,
    }
  })
  const nurses = of('hub').flatMap(({ staff }) => staff)
  const neighbours = people
    .filter(({ diedOn }) => diedOn === undefined)
    .slice(0, NEIGHBOURS)
    .map((whom, i): [Worker, Patient] => [Object.assign(nurses[i] as Worker, { street: whom.street }), whom])
  return {
    lineId,
    organisations,
    workers: organisations.flatMap(({ staff }) => staff),
    patients: people,
    neighbours,
  }
}

/** Fewer than there are nurses. */
const NEIGHBOURS = 3

function workerOf(dice: Dice, organisation: string, role: Role): Worker {
  const family = dice.early(FAMILIES)
  const title = role === 'clinician' && dice.chance(0.3) ? 'Dr ' : ''
  return {
    id: dice.uuid(),
    name: `${title}${dice.of(GIVEN)} ${family}`,
    family,
    role,
    organisation,
    birth: birthOf(dice, 1960, 2003),
    // Some drive in from elsewhere.
    street: dice.chance(0.7) ? streetOf(dice) : `Far Road ZZ${dice.below(9)} ${dice.below(9)}`,
    isGiven: dice.chance(0.6),
    phone: role === 'coordinator' ? `+4477009${String(dice.below(100_000)).padStart(5, '0')}` : null,
  }
}

const birthOf = (dice: Dice, from: number, to: number) =>
  `${Math.floor(dice.between(from, to))}-${String(1 + dice.below(12)).padStart(2, '0')}-${String(1 + dice.below(28)).padStart(2, '0')}`
const streetOf = (dice: Dice) => `${dice.of(STREETS)} ${dice.of(SECTORS)}`
