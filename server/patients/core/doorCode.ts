/**
 * A code that opens a home, in free text: "keysafe by the door, 4521", "gate code is C1987Y". Of three to eight figures: a telephone
 * number beside a keysafe is not one. "Code", "PIN" and "combination" alone are words of medicine too, and count only with a door.
 */
const DOOR_CODE =
  /\b(?:key\s*-?\s*safe|lock\s*-?\s*box|(?:door|gate|entry|entrance|access|alarm|building)\s+(?:code|pin|number|combination)|(?:code|pin|combination)\s+(?:for|to|of|on|at)\s+(?:the\s+)?(?:\w+\s+)?(?:door|gate|entrance|alarm|building))\b\D{0,25}(?:\d[\s-]*){3,8}(?![\s-]*\d)/iu

/** Whether something of an entry's content would tell everybody who opens the record how to get into a home (decision 019). */
export function tellsDoorCode(content: unknown): boolean {
  if (typeof content === 'string') return DOOR_CODE.test(content)
  if (typeof content !== 'object' || content === null) return false
  return Object.values(content).some(tellsDoorCode)
}
