import { careTeam, type ProfessionalBody } from './build/bodies.ts'
import { marramNumber, wharnleyNumber } from './build/numbers.ts'
import type { LineKey, Practice } from './build/person.ts'
import type { Writer } from './build/sitting.ts'
import { LINES, nurseOf } from './lines.ts'

type Kind = Exclude<Writer['source']['kind'], 'call' | 'task'>

function writer(name: string, role: string, organisation: string, kind: Kind): Writer {
  return { author: { name, role, organisation }, source: { kind } }
}

function practice(
  name: string,
  doctor: string,
  odsCode: string,
  phone: string,
  bypassPhone: string,
): Practice {
  return {
    gp: writer(doctor, 'GP', name, 'gp_record'),
    body: { odsCode, name, gpName: doctor, phone, bypassPhone },
  }
}

const W = LINES.wharnley.organisation
const M = LINES.marram.organisation

/** The practice codes begin with a letter that no practice has. */
export const practices = {
  moorEnd: practice(
    'Moor End Surgery',
    'Dr Miriam Holroyd',
    'Z99001',
    wharnleyNumber(910),
    wharnleyNumber(911),
  ),
  canalSide: practice(
    'Canalside Medical Practice',
    'Dr Imran Sadiq',
    'Z99002',
    wharnleyNumber(912),
    wharnleyNumber(913),
  ),
  oxlow: practice(
    'Oxlow Village Practice',
    'Dr Fiona Tordoff',
    'Z99003',
    wharnleyNumber(914),
    wharnleyNumber(915),
  ),
  lanternHill: practice(
    'Lantern Hill Health Centre',
    'Dr Samuel Okoro',
    'Z99004',
    wharnleyNumber(916),
    wharnleyNumber(917),
  ),
  staithe: practice(
    'Staithe Street Surgery',
    'Dr Hannah Pryke',
    'Z99051',
    marramNumber(910),
    marramNumber(911),
  ),
  saltmarsh: practice(
    'Saltmarsh Practice',
    'Dr Neil Cassidy',
    'Z99052',
    marramNumber(912),
    marramNumber(913),
  ),
} as const satisfies Record<string, Practice>

/** Who writes in the records of Wharnley Dale. */
export const wharnley = {
  maren: nurseOf('wharnley', 'maren'),
  joseph: nurseOf('wharnley', 'joseph'),
  priya: nurseOf('wharnley', 'priya'),
  callum: nurseOf('wharnley', 'callum'),
  shabnam: nurseOf('wharnley', 'shabnam'),
  ruth: nurseOf('wharnley', 'ruth'),
  gpMoorEnd: practices.moorEnd.gp,
  gpCanal: practices.canalSide.gp,
  gpOxlow: practices.oxlow.gp,
  gpLantern: practices.lanternHill.gp,
  dnBev: writer('Bev Stansfield', 'District nurse', W, 'community_team'),
  dnKwame: writer('Kwame Boateng', 'District nurse', W, 'community_team'),
  dnNight: writer('Lindsay Horsfall', 'Night nurse', W, 'community_team'),
  matron: writer('Saira Mahmood', 'Community matron', W, 'community_team'),
  cns: writer('Eleanor Swift', 'Clinical nurse specialist, palliative care', 'St Oswin’s Hospice', 'hospice'),
  hospiceDr: writer('Dr Gareth Pugh', 'Palliative medicine consultant', 'St Oswin’s Hospice', 'hospice'),
  oncology: writer('Dr Leila Farouk', 'Consultant oncologist', 'Wharnley Royal Infirmary', 'hospital'),
  respiratory: writer(
    'Dr Peter Ainscough',
    'Consultant chest physician',
    'Wharnley Royal Infirmary',
    'hospital',
  ),
  cardiology: writer('Nuala Reid', 'Heart failure nurse', 'Wharnley Royal Infirmary', 'hospital'),
  renal: writer('Dr Anjali Deshpande', 'Consultant nephrologist', 'Wharnley Royal Infirmary', 'hospital'),
  neurology: writer('Rhys Talbot', 'Neurology nurse specialist', 'Wharnley Royal Infirmary', 'hospital'),
  discharge: writer('Tanya Lockwood', 'Discharge coordinator', 'Wharnley Royal Infirmary', 'hospital'),
  paramedic: writer('Dean Ogden', 'Paramedic', 'Dales Ambulance Service', 'ambulance'),
  becksideManager: writer('Sister Philippa Noone', 'Home manager', 'Beckside Grange', 'care_home'),
  moorcoteManager: writer('Adaeze Nwosu', 'Registered manager', 'Moorcote House', 'care_home'),
  ldNurse: writer('Gillian Peel', 'Learning disability nurse', W, 'community_team'),
} as const satisfies Record<string, Writer>

/** Who writes in the records of the Marram Coast. */
export const marram = {
  ishbel: nurseOf('marram', 'ishbel'),
  tomasz: nurseOf('marram', 'tomasz'),
  comfort: nurseOf('marram', 'comfort'),
  hugh: nurseOf('marram', 'hugh'),
  gpStaithe: practices.staithe.gp,
  gpSaltmarsh: practices.saltmarsh.gp,
  dnJo: writer('Jo Larter', 'District nurse', M, 'community_team'),
  dnEmeka: writer('Emeka Obi', 'District nurse', M, 'community_team'),
  cns: writer('Vivien Stark', 'Palliative care nurse specialist', 'Lighthouse Hospice', 'hospice'),
  hospital: writer('Dr Amos Whittle', 'Consultant physician', 'Marram District Hospital', 'hospital'),
  anchorageManager: writer('Colette Byrne', 'Home manager', 'The Anchorage', 'care_home'),
} as const satisfies Record<string, Writer>

const team = (
  name: string,
  role: string,
  organisation: string,
  inHours: string | undefined,
  outOfHours: string | undefined,
  note?: string,
): ProfessionalBody => ({
  name,
  role,
  organisation,
  ...(inHours ? { phoneInHours: inHours } : {}),
  ...(outOfHours ? { phoneOutOfHours: outOfHours } : {}),
  ...(note ? { note } : {}),
})

/** The community teams a line sends to. A table of their own comes with dispatch; until then they stand in the records. */
export const teams = {
  wharnley: {
    districtNurses: team(
      'District nurses, Wharnley North',
      'District nursing',
      W,
      wharnleyNumber(920),
      undefined,
      '08:00 to 20:00, every day',
    ),
    districtSouth: team(
      'District nurses, Wharnley South',
      'District nursing',
      W,
      wharnleyNumber(921),
      undefined,
      '08:00 to 20:00, every day',
    ),
    nightNursing: team(
      'Night nursing, Wharnley Dale',
      'Night nursing',
      W,
      undefined,
      wharnleyNumber(922),
      '20:00 to 08:00; two nurses, one may verify a death',
    ),
    outOfHoursGp: team(
      'Dales Out-of-Hours Doctors',
      'Out-of-hours GP',
      'Dales Out-of-Hours Doctors',
      undefined,
      wharnleyNumber(923),
      'Weekdays 18:30 to 08:00 and all weekend',
    ),
    hospiceAtHome: team(
      'St Oswin’s Hospice at Home',
      'Hospice at home',
      'St Oswin’s Hospice',
      wharnleyNumber(924),
      wharnleyNumber(925),
    ),
    pharmacy: team(
      'Netherfold Pharmacy',
      'Pharmacy with palliative stock',
      'Netherfold Pharmacy',
      wharnleyNumber(926),
      undefined,
      'Until 22:00, Sundays 10:00 to 16:00',
    ),
    equipment: team(
      'Dale Equipment Store',
      'Community equipment',
      W,
      wharnleyNumber(927),
      undefined,
      '08:00 to 18:00, Saturdays until 12:00',
    ),
  },
  marram: {
    districtNurses: team(
      'District nurses, Marram Bay',
      'District nursing',
      M,
      marramNumber(920),
      undefined,
      '08:00 to 20:00, every day',
    ),
    nightNursing: team(
      'Twilight and night nurses, Marram Coast',
      'Night nursing',
      M,
      undefined,
      marramNumber(922),
      '20:00 to 08:00; one nurse for the whole coast',
    ),
    outOfHoursGp: team(
      'Coast Urgent Doctors',
      'Out-of-hours GP',
      'Coast Urgent Doctors',
      undefined,
      marramNumber(923),
    ),
    hospiceAtHome: team(
      'Lighthouse Hospice at Home',
      'Hospice at home',
      'Lighthouse Hospice',
      marramNumber(924),
      marramNumber(924),
      'Calls after 22:00 go to the ward',
    ),
    pharmacy: team(
      'Pier Road Pharmacy',
      'Pharmacy with palliative stock',
      'Pier Road Pharmacy',
      marramNumber(926),
      undefined,
      'Until 20:00',
    ),
  },
} as const satisfies Record<LineKey, Record<string, ProfessionalBody>>

const { districtNurses, districtSouth, nightNursing, hospiceAtHome, outOfHoursGp } = teams.wharnley

export const specialists = {
  cns: team(
    'Eleanor Swift',
    'Clinical nurse specialist, palliative care',
    'St Oswin’s Hospice',
    wharnleyNumber(931),
    wharnleyNumber(925),
  ),
  heart: team(
    'Nuala Reid',
    'Heart failure nurse',
    'Wharnley Royal Infirmary',
    wharnleyNumber(932),
    undefined,
  ),
  chest: team(
    'Wharnley respiratory team',
    'Respiratory nursing',
    'Wharnley Royal Infirmary',
    wharnleyNumber(933),
    undefined,
  ),
  neurology: team(
    'Rhys Talbot',
    'Neurology nurse specialist',
    'Wharnley Royal Infirmary',
    wharnleyNumber(934),
    undefined,
  ),
  marramCns: team(
    'Vivien Stark',
    'Palliative care nurse specialist',
    'Lighthouse Hospice',
    marramNumber(931),
    marramNumber(924),
  ),
} as const satisfies Record<string, ProfessionalBody>

/** The teams that usually see to somebody in each part of a line's country. */
export const rounds = {
  north: careTeam(districtNurses, nightNursing, hospiceAtHome, outOfHoursGp),
  south: careTeam(districtSouth, nightNursing, hospiceAtHome, outOfHoursGp),
  careHome: careTeam(districtSouth, outOfHoursGp),
  coast: careTeam(teams.marram.districtNurses, teams.marram.nightNursing, teams.marram.outOfHoursGp),
} as const
