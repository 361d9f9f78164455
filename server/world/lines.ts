import type { LineService } from '#shared/parties.ts'
import type { Author } from '#shared/record/provenance.ts'
import type { Role } from '#shared/staff.ts'
import { idOf } from './build/ids.ts'
import { marramNumber, mobileNumber, wharnleyNumber } from './build/numbers.ts'
import type { LineKey } from './build/person.ts'
import type { Writer } from './build/sitting.ts'

type Nurse = { signInName: string; name: string; role: Role; phone: string }
type Service = LineService & { number: string }
type Line = {
  name: string
  number: string
  onCall: string[]
  services: Service[]
  organisation: string
  nurses: Nurse[]
}

const nurse = (signInName: string, name: string, phone: number, role: Role = 'coordinator'): Nurse => ({
  signInName,
  name,
  role,
  phone: mobileNumber(phone),
})

/** Two hubs that know nothing of each other. The places are on no map. */
export const LINES: Record<LineKey, Line> = {
  wharnley: {
    name: 'Wharnley Dale Thread Line',
    number: wharnleyNumber(1),
    onCall: [mobileNumber(980), mobileNumber(981)],
    services: [
      { key: 'interpreter', name: 'Telephone interpreters', number: wharnleyNumber(970) },
      { key: 'ambulance_control', name: 'Ambulance control', number: wharnleyNumber(971) },
      { key: 'doctor_on_call', name: 'Doctor on call', number: wharnleyNumber(972) },
    ],
    organisation: 'Wharnley Dale Community NHS Trust',
    nurses: [
      nurse('maren', 'Maren Oakley', 901),
      nurse('joseph', 'Joseph Adeyemi', 902),
      nurse('priya', 'Priya Raman', 903),
      nurse('callum', 'Callum Brear', 904),
      nurse('shabnam', 'Shabnam Iqbal', 905),
      nurse('ruth', 'Ruth Calloway', 906, 'shift_lead'),
    ],
  },
  marram: {
    name: 'Marram Coast Care Line',
    number: marramNumber(1),
    onCall: [mobileNumber(990), mobileNumber(991)],
    services: [
      { key: 'interpreter', name: 'Telephone interpreters', number: marramNumber(970) },
      { key: 'ambulance_control', name: 'Ambulance control', number: marramNumber(971) },
      { key: 'doctor_on_call', name: 'Doctor on call', number: marramNumber(972) },
    ],
    organisation: 'Marram Coast Care Partnership',
    nurses: [
      nurse('ishbel', 'Ishbel Thorne', 911),
      nurse('tomasz', 'Tomasz Wilk', 912),
      nurse('comfort', 'Comfort Asante', 913),
      nurse('hugh', 'Hugh Lindley', 914, 'shift_lead'),
    ],
  },
}

export const LINE_KEYS = ['wharnley', 'marram'] as const satisfies readonly LineKey[]

export const lineIdOf = (line: LineKey): string => idOf('line', line)
export const staffIdOf = (signInName: string): string => idOf('staff', signInName)

/** A nurse of a line as the author of entries. */
export function nurseOf(line: LineKey, signInName: string): Writer {
  const { organisation, nurses } = LINES[line]
  const found = nurses.find(one => one.signInName === signInName)
  if (!found) throw new Error(`${signInName} does not work for ${line}`)
  const author: Author = {
    id: staffIdOf(signInName),
    name: found.name,
    role: found.role.replaceAll('_', ' '),
    organisation,
  }
  return { author, source: { kind: 'console' } }
}
