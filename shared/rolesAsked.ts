import { z } from 'zod'
import { oneOf } from './record/coded.ts'
import { Decision } from './secondYes.ts'
import { Role } from './staff.ts'
import { Instant } from './time.ts'

/** Roles that open much, and so are given by two people (OWASP ASVS 2.3.5): who reads whole caseloads, and who judges the readers. */
export const rolesByTwo = ['administrator', 'privacy_officer'] as const satisfies readonly Role[]
export const RoleByTwo = z.enum(rolesByTwo)

/** How the proposal of such a role stands. */
export const proposalStates = {
  asked: { text: 'Waits for a privacy officer' },
  allowed: { text: 'Given' },
  refused: { text: 'Not given' },
  lapsed: { text: 'Its time is over' },
  taken_back: { text: 'Taken back' },
  at_once: { text: 'Given at once' },
} as const
export type ProposalState = keyof typeof proposalStates
export const ProposalState = oneOf(proposalStates)

/** A role that somebody is to have, as a privacy officer has it in the queue. */
export const RoleAsked = z.object({
  proposalId: z.uuid(),
  name: z.string(),
  signInName: z.string(),
  role: RoleByTwo,
  organisation: z.string(),
  /** What they are until then; of somebody of another line no more than that. Null: they cannot sign in. */
  was: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('here'), role: Role, organisation: z.string() }),
      z.object({ kind: z.literal('another_line') }),
    ])
    .nullable(),
  /** They have the role: it is about a new password that was made for them. */
  forPassword: z.boolean(),
  askedAt: Instant,
  dueAt: Instant,
  state: ProposalState,
  /** Until when somebody may say yes. Null where nothing more will come of it. */
  until: Instant.nullable(),
  decision: Decision.nullable(),
  /** About whoever reads this: somebody else answers. */
  isAboutYou: z.boolean(),
  /** They are something else by now than when it was proposed. */
  isGone: z.boolean(),
})
export type RoleAsked = z.infer<typeof RoleAsked>
