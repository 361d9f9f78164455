import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { showMoment } from '#shared/days.ts'
import type { StaffId } from '#shared/ids.ts'
import { ASKED_WORKING_DAYS } from '#shared/secondYes.ts'
import { type Role, roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { ByTwo } from './newAccountStore.ts'
import type { NewProposal } from './proposalStore.ts'

const DUE_WORKING_DAYS = 2

/** A role that is given by two people, as the command at the terminal asks for it. */
export type AskedAtTerminal = { proposal: NewProposal; accessLogged: Fragment }

/** `after`: as of appendAccess. */
export function askAtTerminal(
  { db, clock, newId }: { db: Database; clock: () => Instant; newId: () => string },
  staffId: StaffId,
  after?: Fragment,
): AskedAtTerminal {
  const { sql } = db
  const at = clock()
  return {
    proposal: {
      id: newId(),
      dueAt: workingDaysLater(at, DUE_WORKING_DAYS),
      lapsesAt: workingDaysLater(at, ASKED_WORKING_DAYS),
    },
    accessLogged: appendAccess(
      sql,
      {
        actor: {
          staffId: null,
          sessionId: null,
          name: 'Whoever keeps the house',
          role: 'at_the_terminal',
          device: 'terminal',
          lineId: sql`(select line_id from role_place)`,
          organisation: sql`(select organisation from role_place)`,
        },
        action: 'gave_role',
        why: { kind: 'role', staffId, reason: null },
      },
      after,
    ),
  }
}

/** What the terminal says of such a role: that it waits, or that it was given at once. */
export function sayByTwo(byTwo: ByTwo['byTwo'], role: Role, { lapsesAt }: NewProposal): string {
  const named = roles[role].text.toLowerCase()
  if (byTwo === 'proposed')
    return `\nA privacy officer of the organisation or of the hub answers in the app, by ${showMoment(lapsesAt)}. See how it stands: list.`
  return byTwo === 'at_once'
    ? `\nNobody else could say yes to another ${named} here, so it was given at once. It is kept, and shown to privacy officers who come later.`
    : ''
}

/** What it says of a new password for somebody who has such a role. */
export function sayPasswordByTwo(byTwo: ByTwo['byTwo'], { lapsesAt }: NewProposal): string {
  if (byTwo === 'proposed')
    return `\nIt lets nobody in yet: a privacy officer of the organisation or of the hub answers in the app, by ${showMoment(lapsesAt)}. See how it stands: list.`
  return byTwo === 'at_once'
    ? '\nNobody else could say yes to it here, so it lets her in at once. That is kept, and shown to privacy officers who come later.'
    : ''
}
