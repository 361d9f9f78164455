import { careTeam, type ProfessionalBody } from './build/bodies.ts'
import { marramNumber, wharnleyNumber } from './build/numbers.ts'
import type { LineKey } from './build/person.ts'
import { LINES } from './lines.ts'

const W = LINES.wharnley.organisation
const M = LINES.marram.organisation

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

/** The community teams a line sends to, as they stand in the records of people; with their rota they are in wharnleyTeams.ts and marramTeams.ts. */
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
