import { marramNumber, wharnleyNumber } from './build/numbers.ts'
import type { Practice } from './build/person.ts'
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
