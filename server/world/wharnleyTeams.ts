import { wharnleyNumber } from './build/numbers.ts'
import {
  ALWAYS,
  duty,
  hours,
  member,
  type TeamMember,
  WEEKDAYS,
  WEEKEND,
  WHOLE_LINE,
  type WorldTeam,
} from './build/teamRows.ts'
import { practices } from './professionals.ts'
import { teams } from './teams.ts'
import { wharnleyServices } from './wharnleyServices.ts'

const NURSING: TeamMember['skills'] = ['syringe_pump', 'give_medicines', 'catheter_female']
const within = (...postcodes: string[]) => ({ postcodes, practices: [] })
const INJECTION = 'For an injection: the medicines, a chart, and an estimate of the last 72 hours'

const nursing: WorldTeam[] = [
  {
    key: 'district-north',
    name: teams.wharnley.districtNurses.name,
    kind: 'district_nursing',
    organisation: 'Wharnley Community Nurses',
    phone: wharnleyNumber(920),
    capacity: 6,
    criteria: [INJECTION],
    area: within('WZ3', 'WZ4'),
    hours: hours('08:00–20:00'),
    members: [member('bev', 920, ...NURSING, 'verify_death'), member('hattie', 921, ...NURSING)],
    duties: [duty('bev', 'first', '08:00–20:00'), duty('hattie', 'manager', '08:00–20:00')],
  },
  {
    key: 'district-south',
    name: teams.wharnley.districtSouth.name,
    kind: 'district_nursing',
    organisation: 'Wharnley Community Nurses',
    phone: wharnleyNumber(921),
    capacity: 6,
    criteria: [INJECTION],
    area: within('WZ1', 'WZ2', 'WZ5'),
    hours: hours('08:00–20:00'),
    members: [
      member('kwame', 922, ...NURSING, 'catheter_male', 'verify_death'),
      member('hattie', 921, ...NURSING),
    ],
    duties: [duty('kwame', 'first', '08:00–20:00'), duty('hattie', 'manager', '08:00–20:00')],
  },
  {
    key: 'night',
    name: teams.wharnley.nightNursing.name,
    kind: 'night_nursing',
    organisation: 'Wharnley Community Nurses',
    phone: wharnleyNumber(922),
    capacity: 2,
    criteria: [INJECTION],
    area: WHOLE_LINE,
    hours: hours('20:00–08:00'),
    members: [
      member('lindsay', 923, ...NURSING, 'verify_death'),
      member('omar', 924, ...NURSING, 'catheter_male'),
      member('saira', 925, ...NURSING, 'verify_death'),
    ],
    duties: [
      duty('lindsay', 'first', '20:00–08:00'),
      duty('omar', 'second', '20:00–08:00'),
      duty('saira', 'manager', '20:00–08:00'),
    ],
  },
  {
    key: 'urgent-response',
    name: 'Wharnley Urgent Community Response',
    kind: 'urgent_response',
    organisation: 'Wharnley Community Nurses',
    phone: wharnleyNumber(928),
    capacity: 4,
    criteria: ['Only where palliative care cannot come'],
    area: WHOLE_LINE,
    hours: hours('08:00–20:00'),
    members: [member('shona', 926, 'lift_from_floor', 'catheter_female', 'catheter_male')],
    duties: [duty('shona', 'first', '08:00–20:00')],
  },
]

const doctors: WorldTeam[] = [
  {
    key: 'out-of-hours',
    name: teams.wharnley.outOfHoursGp.name,
    kind: 'gp_out_of_hours',
    organisation: 'Dales Out-of-Hours Doctors',
    phone: wharnleyNumber(923),
    capacity: 3,
    criteria: [],
    area: WHOLE_LINE,
    hours: hours('18:30–08:00', '08:00–08:00'),
    members: [
      member('anand', 930, 'prescribe', 'verify_death', 'certify_death', 'give_medicines'),
      member('beatrice', 931, 'prescribe', 'verify_death', 'certify_death', 'give_medicines'),
    ],
    duties: [
      duty('anand', 'first', '18:30–08:00'),
      duty('beatrice', 'second', '18:30–08:00'),
      duty('beatrice', 'first', '08:00–18:30'),
    ],
  },
  {
    key: 'moor-end',
    name: practices.moorEnd.body.name,
    kind: 'gp_practice',
    organisation: practices.moorEnd.body.name,
    phone: wharnleyNumber(911),
    capacity: 4,
    criteria: ['Visits are asked for before 16:00'],
    area: { postcodes: [], practices: [{ odsCode: 'Z99001', name: practices.moorEnd.body.name }] },
    hours: hours('08:00–18:30', ''),
    members: [member('miriam', 932, 'prescribe', 'certify_death', 'verify_death')],
    duties: [duty('miriam', 'first', '08:00–18:30', WEEKDAYS)],
  },
  {
    key: 'canalside',
    name: practices.canalSide.body.name,
    kind: 'gp_practice',
    organisation: practices.canalSide.body.name,
    phone: wharnleyNumber(913),
    capacity: 4,
    criteria: [],
    area: { postcodes: [], practices: [{ odsCode: 'Z99002', name: practices.canalSide.body.name }] },
    hours: hours('08:00–18:30', ''),
    members: [member('imran', 933, 'prescribe', 'certify_death', 'verify_death')],
    duties: [duty('imran', 'first', '08:00–18:30', WEEKDAYS)],
  },
]

const hospice: WorldTeam[] = [
  {
    key: 'hospice-at-home',
    name: teams.wharnley.hospiceAtHome.name,
    kind: 'hospice_at_home',
    organisation: 'St Oswin’s Hospice',
    phone: wharnleyNumber(925),
    capacity: 3,
    criteria: ['Known to the hospice, or referred by a doctor', INJECTION],
    area: WHOLE_LINE,
    hours: ALWAYS,
    members: [
      member('nina', 934, ...NURSING, 'verify_death', 'personal_care'),
      member('ffion', 935, ...NURSING, 'verify_death', 'personal_care', 'night_sitting'),
      member('gareth', 936, 'prescribe', 'verify_death', 'certify_death', 'specialist_advice', 'admit'),
    ],
    duties: [
      duty('nina', 'first', '08:00–20:00'),
      duty('ffion', 'first', '20:00–08:00'),
      duty('gareth', 'manager', '08:00–08:00'),
    ],
  },
  {
    key: 'advice',
    name: 'St Oswin’s advice line',
    kind: 'specialist_palliative',
    organisation: 'St Oswin’s Hospice',
    phone: wharnleyNumber(931),
    capacity: 4,
    criteria: [],
    area: WHOLE_LINE,
    hours: ALWAYS,
    members: [
      member('eleanor', 937, 'specialist_advice'),
      member('gareth', 936, 'prescribe', 'verify_death', 'certify_death', 'specialist_advice', 'admit'),
    ],
    duties: [
      duty('eleanor', 'first', '09:00–17:00', WEEKDAYS),
      duty('gareth', 'second', '09:00–17:00', WEEKDAYS),
      duty('gareth', 'first', '17:00–09:00', WEEKDAYS),
      duty('gareth', 'first', '09:00–09:00', WEEKEND),
    ],
  },
  {
    key: 'ward',
    name: 'St Oswin’s Hospice, ward',
    kind: 'hospice_ward',
    organisation: 'St Oswin’s Hospice',
    phone: wharnleyNumber(929),
    capacity: 2,
    criteria: ['A bed is promised by the doctor on call alone'],
    area: WHOLE_LINE,
    hours: ALWAYS,
    members: [
      member('carys', 938, 'admit', 'specialist_advice'),
      member('ivor', 939, 'admit', 'specialist_advice'),
    ],
    duties: [duty('carys', 'first', '08:00–20:00'), duty('ivor', 'first', '20:00–08:00')],
  },
]

/** The teams that Wharnley Dale can send to, so that on every night of every week somebody can verify a death. */
export const wharnleyTeams: WorldTeam[] = [...nursing, ...doctors, ...hospice, ...wharnleyServices]
