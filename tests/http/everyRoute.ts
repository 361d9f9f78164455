import { randomUUID } from 'node:crypto'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'

/** Every route of the table, with an address that has the right shape. */
export const everyRoute: { name: string; route: AnyRoute; path: string }[] = Object.entries(routes).map(
  ([name, route]: [string, AnyRoute]) => ({
    name,
    route,
    path: route.path.replace(/:(\w+)/g, (_, key: string) => (key === 'version' ? '1' : randomUUID())),
  }),
)

/** Doors without a lock: the password, or the code, is in the body. */
const PUBLIC = ['signIn', 'openByCode', 'codeStillOpens', 'pdfByCode', 'watchVisit']
export const forPeople = everyRoute.filter(({ name }) => !PUBLIC.includes(name))
export const commands = everyRoute.filter(({ route }) => route.method !== 'GET')
