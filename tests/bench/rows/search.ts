import { routes } from '#shared/routes.ts'
import { type Figure, figure } from '../figures.ts'
import { type HeldCall, holdCalls } from '../heldCalls.ts'
import { closedLoop } from '../load.ts'
import { planInWords } from '../planOf.ts'
import type { Row } from '../row.ts'
import { searchPlans } from '../searchPlans.ts'
import type { Setting } from '../setting.ts'
import { type Somebody, somebodies } from '../somebody.ts'
import { askAs } from './ask.ts'

type Key = { name: string; of: (person: Somebody, place: number) => Record<string, string> }

const KEYS: readonly Key[] = [
  { name: 'name', of: ({ name }) => ({ name }) },
  { name: 'the commonest names', of: (_, place) => ({ name: COMMONEST[place % COMMONEST.length] ?? '' }) },
  { name: 'family name', of: ({ family }) => ({ name: family }) },
  { name: 'first name', of: ({ given }) => ({ name: given }) },
  { name: 'misspelt name', of: ({ name }) => ({ name: misspelt(name) }) },
  { name: 'misspelt common name', of: (_, place) => ({ name: MISHEARD[place % MISHEARD.length] ?? '' }) },
  { name: 'NHS number', of: ({ nhsNumber }) => ({ nhsNumber }) },
  { name: 'birth date', of: ({ birthDate }) => ({ birthDate }) },
  { name: 'phone', of: ({ phone }) => ({ phone }) },
  { name: 'postcode', of: ({ postcode }) => ({ postcode }) },
  { name: 'postcode sector', of: ({ postcode }) => ({ postcode: postcode.slice(0, -2) }) },
  { name: 'street', of: ({ street }) => ({ street }) },
  { name: 'family name and street', of: ({ family, street }) => ({ name: family, street }) },
  { name: 'name and birth date', of: ({ name, birthDate }) => ({ name, birthDate }) },
  {
    name: 'misheard name and swapped date',
    of: ({ birthDate }, place) => ({
      name: MISHEARD[place % MISHEARD.length] ?? '',
      birthDate: swapped(birthDate),
    }),
  },
  {
    name: 'family name and district',
    of: ({ family, postcode }) => ({ name: family, postcode: postcode.slice(0, -4) }),
  },
]
const COMMONEST = ['John Smith', 'Margaret Jones', 'Smith', 'Mary Williams', 'David Davies', 'Mary', 'John']
const MISHEARD = [
  'Jon Smyth',
  'Margret Joans',
  'Bill Tailor',
  'Kathrin Wilsen',
  'Peggy Browne',
  'Steven Huws',
]

/**
 * A nurse looks for a person by what the caller can say; each who is shown is in the access log. One client, as a nurse is, and
 * then as many as ask at once. Beside each key, how PostgreSQL came to the people.
 */
export const searchRow: Row = {
  name: 'search',
  measure: async setting => {
    const { options, lines, db } = setting
    const [large] = lines
    if (!large) throw new Error('there is no line')
    const calls = await holdCalls(db, large.nurses)
    const people = await somebodies(setting, options.quick ? 40 : 200)
    const floors = new Map<number, Awaited<ReturnType<typeof floorFind>>>()
    const many = [...new Set([1, options.clients])]
    for (const clients of many) floors.set(clients, await floorFind(setting, large.lineId, people, clients))
    // The engine compiles what is often run: it has seen every kind of search before the first is measured.
    for (const key of KEYS) await searchBy(setting, calls, people, key, 1, options.quick ? 5 : 60)
    const figures: Figure[] = []
    for (const key of KEYS) {
      const [somebody] = people
      const plans = somebody ? await searchPlans(setting, key.of(somebody, 0)) : []
      for (const clients of many) {
        const ours = await searchBy(setting, calls, people, key, clients)
        const row = `search: by ${key.name}, ${clients === 1 ? 'one client' : `${clients} clients`}`
        const note = clients === 1 ? plans.map(planInWords).join('\n      ') : undefined
        const measured = { ours, floor: floors.get(clients) }
        figures.push({
          ...figure(row, measured, clients === 1 ? { p95: 30 } : {}, note),
          ...(clients === 1 && { plans }),
        })
      }
    }
    return figures
  },
}

/** A house that has been open for a while: PostgreSQL plans a statement five times on each connection before it keeps a plan. */
const WARM_UP = 80

function loadOf({ options }: Setting, clients: number) {
  return {
    clients,
    ms: options.seconds * 1000,
    warmUp: Math.ceil(WARM_UP / clients),
    most: options.quick ? 40 : 400 * clients,
  }
}

function floorFind(setting: Setting, line: string, people: readonly Somebody[], clients: number) {
  return closedLoop({ ...loadOf(setting, clients), cpu: setting.cpu.floor }, (client, turn) => {
    const number = people[(client * 31 + turn) % people.length]?.phone ?? ''
    return setting.floor.must('GET', `/find?${new URLSearchParams({ line, number })}`, {})
  })
}

function searchBy(
  setting: Setting,
  calls: readonly HeldCall[],
  people: readonly Somebody[],
  key: Key,
  clients: number,
  most?: number,
) {
  const load = { ...loadOf(setting, clients), ...(most !== undefined && { most }) }
  return closedLoop({ ...load, cpu: setting.cpu.ours }, async (client, turn) => {
    const call = calls[client % calls.length]
    const place = (client * 31 + turn) % people.length
    const person = people[place]
    if (!call || !person) return
    const { callId, nurse } = call
    await askAs(setting, nurse, routes.findPerson, { params: { callId }, body: key.of(person, place) })
  })
}

/** Two letters change places, as they do under tired fingers. */
function misspelt(name: string): string {
  return `${name.slice(0, -3)}${name.slice(-2, -1)}${name.slice(-3, -2)}${name.slice(-1)}`
}

/** Day and month, where there is such a day. */
function swapped(date: string): string {
  const [year, month, day = ''] = date.split('-')
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date
}
