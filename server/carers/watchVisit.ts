import { appendAccess } from '#server/audit/auditStore.ts'
import { readTheseTeamTasks } from '#server/dispatch/teamTaskStore.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { readLine } from '#server/staff/staffStore.ts'
import type { WatchedVisit, WatchVisit } from '#shared/carers.ts'
import type { CarerDeps } from './carerDeps.ts'
import { admit } from './core/admit.ts'
import { linkState } from './core/linkState.ts'
import { sayVisit } from './core/sayVisit.ts'
import { mayFollow } from './mayFollow.ts'
import { endsOf } from './sayLink.ts'
import { admitPhone, countWrongDigits, readByToken, type StoredVisitLink } from './visitLinkStore.ts'

/** Which telephone asks: `phone` is the secret of its cookie, `fresh` one that it may be given. */
export type Knocker = { phone: string | undefined; fresh: string; device: string; requestId: string }

const TRIES = 5

/**
 * What whoever has a link is shown now. The first telephone that opens it has it, a second says the last digits of the number that the text
 * went to, a third has none. That a telephone was let in, or typed wrong digits, is in the person's access log, once; later looks of the same
 * telephone are the same look. `keep`: the cookie's secret, where a telephone was let in.
 */
export async function watchVisit(
  deps: CarerDeps,
  { token, digits }: WatchVisit,
  who: Knocker,
): Promise<{ reply: WatchedVisit; keep: string | null }> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const link = await readByToken(deps.db, mayFollow, { token, phone: who.phone })
    if (!link) return { reply: { kind: 'closed', line: null }, keep: null }
    const line = await readLine(deps.db, link.lineId)
    if (!line) throw new Error('a link of a line that is not there')
    const ring = { name: line.name, phoneNumber: line.phoneNumber }
    const tasks = await readTheseTeamTasks(deps.db, link.lineId, link.teamTasks)
    const at = deps.clock()
    if (linkState(link, endsOf(link, tasks), at) !== 'open')
      return { reply: { kind: 'closed', line: ring }, keep: null }
    const opened = { kind: 'open', page: sayVisit(link, tasks, { line: ring, at }) } as const
    switch (admit({ ...link, digits })) {
      case 'known':
        return { reply: opened, keep: null }
      case 'first':
      case 'second': {
        const phone = who.phone ?? who.fresh
        const isIn = await write(deps, link, who, 'admitted', admitPhone(deps.db.sql, link, { phone, at }))
        if (!isIn) continue
        return { reply: opened, keep: phone }
      }
      case 'wrong':
        if (!(await write(deps, link, who, 'tried', countWrongDigits(deps.db.sql, link)))) continue
        return { reply: { kind: 'digits', isWrong: true, line: ring }, keep: null }
      case 'ask':
        return { reply: { kind: 'digits', isWrong: false, line: ring }, keep: null }
      case 'no_more':
        return { reply: { kind: 'closed', line: ring }, keep: null }
    }
  }
  throw new Problem('conflict', 'This page could not be opened just now. Try again.')
}

/** False where somebody else was quicker: it is decided anew. */
async function write(
  { db }: CarerDeps,
  link: StoredVisitLink,
  { device, requestId }: Knocker,
  done: 'admitted' | 'tried',
  change: Fragment,
): Promise<boolean> {
  const { sql } = db
  const from = done === 'admitted' ? sql`admitted` : sql`tried`
  const actor = {
    lineId: link.lineId,
    staffId: null,
    sessionId: null,
    name: done === 'admitted' ? link.carer : `Whoever has the link of ${link.carer}`,
    role: 'carer',
    organisation: link.organisation,
    device,
  }
  const why = { kind: 'visit_link' as const, givenBy: link.askedName }
  const [row] = await db.run(sql<{ isDone: boolean }[]>`
    with ${change},
    looked as (
      select patient_id, array['visit link'] as what, ${done === 'admitted' ? 'allowed' : 'refused'}::text as outcome from ${from}
    ),
    ${appendAccess(sql, { actor, action: 'watched', why, requestId })}
    select exists (select from ${from}) as is_done`)
  return row?.isDone === true
}
