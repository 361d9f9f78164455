import type { MessageKind } from '#shared/messages.ts'

/** Mobiles of the United Kingdom: 071 to 075, 077 to 079. Never 070 (personal numbers, at any price) or 076 (pagers). */
const MOBILE = /^\+447[1-57-9]\d{8}$/
/** Landlines of a place: 01 and 02. */
const LANDLINE = /^\+44(1\d{8,9}|2\d{9})$/

/**
 * Whether we text or ring this number at all: nobody may make us pay a stranger, abroad or at a special rate. Source: hazard T-32;
 * Ofcom, National Telephone Numbering Plan.
 */
export function mayBeReached(number: string, kind: MessageKind): boolean {
  return MOBILE.test(number) || (kind === 'ring_with_key' && LANDLINE.test(number))
}
