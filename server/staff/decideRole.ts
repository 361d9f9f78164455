import { appendAccess } from '#server/audit/auditStore.ts'
import { type Database, isStillNamed } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { RoleAsked } from '#shared/rolesAsked.ts'
import type { SecondWord } from '#shared/secondYes.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { proposalState } from './core/proposalState.ts'
import { decideRole, type RoleAskedRow, readRolesAsked } from './proposalStore.ts'
import { awayOnBoard } from './readiness.ts'
import { giveRights } from './rightsStore.ts'
import { isStillWho } from './staffStore.ts'

export type RoleDeps = { db: Database; clock: () => Instant; wakeFeed: (lineId: LineId) => void }

/** What waits for this privacy officer's yes, and what was decided lately. */
export async function rolesAsked({ db, clock }: RoleDeps, officer: Actor): Promise<RoleAsked[]> {
  const at = clock()
  return (await readRolesAsked(db, officer)).map(row => asked(row, officer, at))
}

type Decided = { kind: 'decided' } | { kind: 'refused'; because: string }

/** The second person's word. Of two officers the first has it; the same command twice is one word. A yes gives the role as it is saved. */
export async function sayOfRole(
  { db, clock, wakeFeed }: RoleDeps,
  officer: Actor,
  proposalId: string,
  said: SecondWord,
  requestId: string,
): Promise<Decided> {
  const { sql } = db
  const [before] = await readRolesAsked(db, officer, proposalId)
  if (!before) return { kind: 'refused', because: 'That role is not in your queue.' }
  const { staffId, wasLineId } = before
  const ifLeft = await awayOnBoard({ db, clock }, { staffId, lineId: wasLineId })
  const accessLogged = appendAccess(
    sql,
    {
      actor: officer,
      action: 'gave_role',
      why: { kind: 'role', staffId, reason: said.because },
      requestId,
    },
    sql`exists (select from feed_head)`,
  )
  try {
    await db.run(sql`
      with ${decideRole(sql, officer, proposalId, said, isStillWho(sql, officer))},
      ${giveRights(sql, wasLineId, ifLeft)},
      looked as (
        select null::uuid as patient_id, array['role', ${before.role}, ${said.says}] as what, ${said.says}::text as outcome
        from decided
      ),
      ${accessLogged}
      select 1`)
  } catch (error) {
    if (!isStillNamed(error)) throw error
    return {
      kind: 'refused',
      because: `${before.name} has taken something that is owed on the line they are of now. They finish it or hand it back first.`,
    }
  }
  wakeFeed(wasLineId)
  const [after] = await readRolesAsked(db, officer, proposalId)
  return after?.decisionId === said.commandId && after.decision?.says === said.says
    ? { kind: 'decided' }
    : { kind: 'refused', because: whyNot(after ?? before, officer, clock()) }
}

function whyNot(row: RoleAskedRow, officer: Actor, at: Instant): string {
  const { name, decision, staffId, hasCall } = row
  if (decision)
    return `${decision.by} has said ${decision.says === 'allowed' ? 'yes' : 'no'} to this role already.`
  const { state } = proposalState(row, at)
  if (state === 'taken_back') return 'This was taken back at the terminal of the house.'
  if (state === 'lapsed') return `Nobody answered in time. Whoever wants it for ${name} proposes it again.`
  if (staffId === officer.staffId) return 'This is about you. Another privacy officer answers.'
  if (row.isStillWho && hasCall) return `${name} has a call. Say yes when its outcome is saved.`
  return goneWords(name)
}

const goneWords = (name: string) =>
  `${name} has another role or organisation than when this was proposed, or the account was closed or opened since: it cannot be given.`

function asked(row: RoleAskedRow, officer: Actor, at: Instant): RoleAsked {
  const { id, staffId, name, signInName, role, organisation, proposedAt, dueAt, decision, forPassword } = row
  return {
    proposalId: id,
    name,
    signInName,
    role,
    organisation,
    was: wasOf(row),
    forPassword,
    askedAt: proposedAt,
    dueAt,
    ...proposalState(row, at),
    decision,
    isAboutYou: staffId === officer.staffId,
    isGone: !row.isStillWho,
  }
}

/** A new account was nothing before: it is written down as what it was to be. */
function wasOf({ wasDisabled, wasRole, wasOrganisation, ...row }: RoleAskedRow): RoleAsked['was'] {
  if (row.wasLineId !== row.lineId) return { kind: 'another_line' }
  const isNew = wasRole === row.role && wasOrganisation === row.organisation
  return wasDisabled || isNew ? null : { kind: 'here', role: wasRole, organisation: wasOrganisation }
}
