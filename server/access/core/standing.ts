import type { RelationshipKind } from '#shared/access.ts'
import type { Instant } from '#shared/time.ts'

/** What the tables hold about one who asks for one record, read together. */
export type Known = {
  relationship: {
    id: string
    kind: RelationshipKind
    because: string | null
    until: Instant | null
  } | null
  isShared: boolean
  /** The person wants to be asked each time. */
  asksFirst: boolean
  hidden: readonly string[]
  /** They wanted to be off the register. */
  isOffRegister: boolean
}

export type Decision =
  | {
      kind: 'open'
      by: NonNullable<Known['relationship']>
      hidden: readonly string[]
      /** The person wants to be asked, and whoever looks says that they were. */
      wasAsked: boolean
      /** Only who they are and what keeps them safe, as in a call: nobody has given a reason for more. */
      isInLittle: boolean
    }
  | { kind: 'may_exist' }
  | { kind: 'not_shared' }
  | { kind: 'ask_first' }

/**
 * Whether a record opens, for somebody who has no call in hand about it. First the relationship: without one nothing is said, not
 * even that there is such a person. Then what the person agreed to. The glass, broken for an hour with a reason, opens it against
 * both: hidden wishes can harm too (H13); a privacy officer looks at each.
 */
export function decideStanding(known: Known, hasAsked: boolean): Decision {
  const { relationship, isShared, asksFirst, hidden, isOffRegister } = known
  if (!relationship) return { kind: 'may_exist' }
  if (relationship.kind === 'break_glass')
    return { kind: 'open', by: relationship, hidden: [], wasAsked: false, isInLittle: false }
  if (!isShared) return { kind: 'not_shared' }
  if (asksFirst && !hasAsked) return { kind: 'ask_first' }
  return { kind: 'open', by: relationship, hidden, wasAsked: asksFirst, isInLittle: isOffRegister }
}
