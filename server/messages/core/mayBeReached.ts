import type { MessageKind } from '#shared/messages.ts'
import { isBritishLandline, isBritishMobile } from '#shared/phoneNumber.ts'

/**
 * Whether we text or ring this number at all: nobody may make us pay a stranger, abroad or at a special rate. Source: hazard T-32;
 * Ofcom, National Telephone Numbering Plan.
 */
export function mayBeReached(number: string, kind: MessageKind): boolean {
  return isBritishMobile(number) || (kind === 'ring_with_key' && isBritishLandline(number))
}
