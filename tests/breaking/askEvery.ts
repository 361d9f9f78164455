import type { AnyRoute } from '#shared/route.ts'
import { ALL, BODIES, type Ids, QUERIES } from '#tests/access/everyAsk.ts'
import type { Nurse } from '#tests/support/aNurse.ts'
import { ownMarks } from '#tests/support/browser.ts'

/** Every route of a call. */
export const OF_A_CALL = ALL.filter(([, { path }]) => path.includes('/calls/:callId'))

/** What is answered, but for the number of the request. */
export async function asks(
  url: string,
  { cookie }: Nurse,
  name: string,
  route: AnyRoute,
  ids: Ids,
): Promise<{ status: number; said: Record<string, unknown> }> {
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => ids[key as keyof Ids]) // its parameters are named so
  const query = QUERIES[name] ?? ''
  const answer = await fetch(`${url}${path}${typeof query === 'function' ? query() : query}`, {
    method: route.method,
    headers: { ...ownMarks(url), cookie },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(BODIES[name]?.(ids) ?? {}) }),
  })
  const { requestId: _, ...said } = (await answer.json()) as Record<string, unknown> // every reply is an object
  return { status: answer.status, said }
}
