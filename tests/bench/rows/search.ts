import { routes } from '#shared/routes.ts'
import { figure } from '../figures.ts'
import { type HeldCall, holdCalls } from '../heldCalls.ts'
import type { Summary } from '../latencies.ts'
import { closedLoop } from '../load.ts'
import { phoneOf } from '../population.ts'
import type { Row } from '../row.ts'
import { type Setting, WHOLE_RECORDS } from '../setting.ts'
import { askAs } from './ask.ts'

type Person = { name: string; family: string; birthDate: string; nhsNumber: string | null; postcode: string }
type Key = { name: string; of: (person: Person, n: number) => Record<string, string> }

const KEYS: readonly Key[] = [
  { name: 'name', of: ({ name }) => ({ name }) },
  { name: 'misspelt name', of: ({ name }) => ({ name: misspelt(name) }) },
  { name: 'family name', of: ({ family }) => ({ name: family }) },
  { name: 'NHS number', of: ({ nhsNumber, name }) => (nhsNumber ? { nhsNumber } : { name }) },
  { name: 'birth date', of: ({ birthDate }) => ({ birthDate }) },
  { name: 'phone', of: (_, n) => ({ phone: phoneOf(n) }) },
  { name: 'postcode', of: ({ postcode }) => ({ postcode }) },
  { name: 'name and birth date', of: ({ name, birthDate }) => ({ name, birthDate }) },
]

/** A nurse looks for a person by what the caller can say; each who is shown is in the access log. One client, as a nurse is. */
export const searchRow: Row = {
  name: 'search',
  measure: async setting => {
    const { options, floor, lines, db } = setting
    const [large] = lines
    if (!large) throw new Error('there is no line')
    const [call] = await holdCalls(db, large.nurses.slice(0, 1))
    const people = await somePeople(setting, options.quick ? 40 : 200)
    if (!call || people.length === 0) throw new Error('there is nobody to look for')
    const load = { clients: 1, ms: options.seconds * 1000, warmUp: 10, most: people.length }
    const floorFind = await closedLoop({ ...load, cpu: setting.cpu.floor }, (_, turn) => {
      const fields = new URLSearchParams({ line: large.lineId, number: phoneOf(numberOf(setting, turn)) })
      return floor.must('GET', `/find?${fields}`, {})
    })
    const figures = []
    for (const key of KEYS) {
      const ours = await searchBy(setting, call, people, key, load)
      figures.push(figure(`search: by ${key.name}`, { ours, floor: floorFind }, { p95: 30 }))
    }
    return figures
  },
}

function searchBy(
  setting: Setting,
  { callId, nurse }: HeldCall,
  people: readonly Person[],
  key: Key,
  load: Parameters<typeof closedLoop>[0],
): Promise<Summary> {
  return closedLoop({ ...load, cpu: setting.cpu.ours }, async (_, turn) => {
    const person = people[turn % people.length]
    if (!person) return
    const body = key.of(person, numberOf(setting, turn % people.length))
    await askAs(setting, nurse, routes.findPerson, { params: { callId }, body })
  })
}

function numberOf({ options }: Setting, place: number): number {
  return WHOLE_RECORDS + 1 + ((place * 104_729) % Math.max(1, options.patients))
}

async function somePeople(setting: Setting, count: number): Promise<Person[]> {
  const { db } = setting
  const numbers = Array.from({ length: count }, (_, place) => numberOf(setting, place))
  return db.run(db.sql<Person[]>`
    select p.name, p.family_name as family, p.birth_date, p.nhs_number, a.postcode
    from unnest(${numbers}::int[]) with ordinality as asked (n, place)
    join patients p on p.id = ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
    join patient_postcodes a on a.patient_id = p.id
    order by place`)
}

/** Two letters change places, as they do under tired fingers. */
function misspelt(name: string): string {
  return `${name.slice(0, -3)}${name.slice(-2, -1)}${name.slice(-3, -2)}${name.slice(-1)}`
}
