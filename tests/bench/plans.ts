import { randomUUID } from 'node:crypto'
import { appendAccess } from '#server/audit/auditStore.ts'
import { peopleByNumber, peopleLike, type SearchKeys } from '#server/patients/patientStore.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Actor } from '#shared/staff.ts'
import { phoneOf } from './population.ts'
import { type Setting, WHOLE_RECORDS } from './setting.ts'

/** How PostgreSQL finds people: the server's own statements, explained on the large line. */
export async function searchPlans({ db, lines }: Setting): Promise<string> {
  const [line] = lines
  const nurse = line?.nurses[0]
  if (!line || !nurse) throw new Error('there is no line')
  const { sql } = db
  const actor = Actor.parse({
    staffId: nurse.staffId,
    lineId: line.lineId,
    sessionId: randomUUID(),
    name: nurse.name,
    role: 'coordinator',
    organisation: 'Bench Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const logged = appendAccess(sql, { actor, action: 'searched', why: { kind: 'search' } })
  const phone = phoneOf(WHOLE_RECORDS + 1)
  const like = (keys: Partial<SearchKeys>) =>
    peopleLike(sql, line.lineId, { nameWords: [], ...keys }, logged) as unknown as Fragment // a query nests as a fragment
  const asked: [string, Fragment][] = [
    ['caller by number', peopleByNumber(sql, line.lineId, phone, logged) as unknown as Fragment], // as above
    ['name', like({ nameWords: ['ada', 'ashley'] })],
    ['misspelt name', like({ nameWords: ['adda', 'ashlye'] })],
    ['birth date', like({ birthDate: '1948-03-09' })],
    ['postcode', like({ postcode: 'ZZ12 3AB' })],
    ['phone', like({ phone })],
  ]
  const texts: string[] = []
  for (const [name, statement] of asked) {
    const rows = await db.run(
      sql<{ 'QUERY PLAN': string }[]>`explain (analyze, buffers, costs off) ${statement}`,
    )
    texts.push(`— ${name}\n${rows.map(row => Object.values(row)[0]).join('\n')}`)
  }
  return texts.join('\n\n')
}
