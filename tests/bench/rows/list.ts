import { randomUUID } from 'node:crypto'
import { decideList } from '#server/lists/decideList.ts'
import { askForList, fetchList, type ListDeps } from '#server/lists/takeList.ts'
import { CommandId } from '#shared/ids.ts'
import { Actor } from '#shared/staff.ts'
import type { Figure } from '../figures.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'

const PEOPLE = 10_000

/** A practice of the large line takes its whole list away for care: counted when it is asked for, then made page by page. Once. */
export const listRow: Row = {
  name: 'list',
  measure: async setting => {
    const actor = await aPractice(setting)
    const deps = { db: setting.db, clock: () => new Date().toISOString() }
    const commandId = randomUUID()
    const because = 'As the bench takes a list'
    const began = performance.now()
    const ask = { commandId: CommandId.parse(commandId), purpose: 'direct_care', because } as const
    const { included } = await askForList(deps, actor, ask, randomUUID())
    const asked = performance.now()
    await allow(deps, actor, commandId)
    const allowed = performance.now()
    const { content } = await fetchList(deps, actor, commandId, randomUUID())
    let bytes = 0
    let slowest = 0
    let last = allowed
    for await (const page of content as AsyncIterable<string>) {
      bytes += Buffer.byteLength(page)
      slowest = Math.max(slowest, performance.now() - last)
      last = performance.now()
    }
    const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
    const figures: [string, string][] = [
      [`a list of ${included} people: counted`, seconds(asked - began)],
      [`its file of ${(bytes / 1e6).toFixed(1)} MB, made`, seconds(last - allowed)],
      ['the slowest of its pages', seconds(slowest)],
    ]
    return figures.map(([row, value]): Figure => ({ row, value, bar: '', met: undefined }))
  },
}

/** So many people need a second person's yes. */
async function allow(deps: ListDeps, asker: Actor, exportId: string): Promise<void> {
  const officer = Actor.parse({
    ...asker,
    staffId: randomUUID(),
    name: 'Officer Bench',
    role: 'privacy_officer',
  })
  const said = {
    commandId: CommandId.parse(randomUUID()),
    says: 'allowed',
    because: 'As the bench allows',
  } as const
  await decideList(deps, officer, exportId, said, randomUUID())
}

async function aPractice({ db, lines }: Setting): Promise<Actor> {
  const { sql } = db
  const lineId = lines[0]?.lineId ?? ''
  const [staffId, organisationId] = [randomUUID(), randomUUID()]
  const [name, organisation] = ['Dr Bench', 'Bench Surgery']
  await db.run(sql`
    with practice as (
      insert into organisations (id, line_id, name, kind) values (${organisationId}, ${lineId}, ${organisation}, 'gp')
    ),
    doctor as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
      values (${staffId}, ${lineId}, ${name}, 'bench.gp', 'clinician', ${organisationId}, 'nobody signs in')
    ),
    people as (select id from patients where line_id = ${lineId} order by id desc limit ${PEOPLE}),
    agreed as (
      insert into patient_agreements (line_id, patient_id, item_id, scope, agrees)
      select ${lineId}::uuid, id, gen_random_uuid(), 'gp', true from people
    )
    insert into relationships (id, line_id, patient_id, organisation_id, kind)
    select gen_random_uuid(), ${lineId}::uuid, id, ${organisationId}::uuid, 'caseload' from people`)
  for (const table of ['relationships', 'patient_agreements']) await db.run(sql`analyze ${sql(table)}`)
  const who = { staffId, lineId, sessionId: randomUUID(), name, role: 'clinician' }
  return Actor.parse({ ...who, organisation, organisationId, organisationKind: 'gp' })
}
