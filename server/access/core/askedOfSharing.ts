import type { Withdrawal } from '#shared/access.ts'
import type { CommandId, ItemId } from '#shared/ids.ts'
import type { EndLimit, NewLimit, SettleSharing } from '#shared/sharing.ts'
import type { Kept } from './sayChange.ts'

/** A change of mind as it was sent, without what only says by which way it came: the same sent again says the same. */
export type AskedOfSharing = { commandId: CommandId; kind: Kept['kind']; says: object }

export function askedToSettle({ commandId, said, answers }: SettleSharing): AskedOfSharing {
  return { commandId, kind: 'settled', says: { said, answers } }
}

export function askedToWithdraw(withdrawal: Withdrawal): AskedOfSharing {
  const { commandId, how, inTheirWords, consequencesExplained } = withdrawal
  const { capacityNoted, toldBy, offRegister, tellNothing } = withdrawal
  const says = { how, inTheirWords, consequencesExplained, capacityNoted, toldBy, offRegister, tellNothing }
  return { commandId, kind: 'withdrawn_all', says }
}

export function askedToLimit(limit: NewLimit): AskedOfSharing {
  const { commandId, against, rule, sections, inTheirWords, toldBy } = limit
  return { commandId, kind: 'limited', says: { against, rule, sections, inTheirWords, toldBy } }
}

export function askedToEnd(ended: EndLimit & { itemId: ItemId }): AskedOfSharing {
  const { commandId, itemId, version, inTheirWords, toldBy } = ended
  return { commandId, kind: 'limit_ended', says: { itemId, version, inTheirWords, toldBy } }
}
