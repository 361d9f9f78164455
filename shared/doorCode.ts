/**
 * What opens a home, in free text. A help against what is written into the wrong place by habit, and no guarantee: whoever means to
 * write a code where everybody reads it finds words that no pattern knows (decision 019).
 */

/** Things that have a code and little else. */
const LOCK = String.raw`(?:key\s*-?\s*(?:safe|box|pad|locker)|lock\s*-?\s*box|entry\s*-?\s*phone|intercom)`
/** Doors and the like: not each number beside one is a code. */
const DOOR = '(?:door|gate|entrance|entry|access|alarm|building|barrier)'
const CODE = '(?:code|pin|number|combination)'

/** Not a dose, and not the beginning of something longer, such as a telephone number. */
const END = String.raw`(?![\s-]*\d)(?!\s*(?:m?g|mcg|micrograms?|milligrams?|ml|l|units?|iu|mmol|hours?|hrs?|%)\b)`
const FIGURES = String.raw`(?:\d[\s-]*){3,8}${END}`
const SPELT = String.raw`(?:(?:zero|oh|nought|double|triple|one|two|three|four|five|six|seven|eight|nine)[\s,-]+){2,}(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)\b`
/** Of the year in which a keysafe was put up nothing is to be feared. */
const NOT_A_DAY = String.raw`(?<!\b(?:in|since|until|from|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\s+)`
/** What goes before a number of another kind. */
const NOT_ANOTHER = String.raw`(?<!\b(?:at|in|since|until|till|from|before|after|about|born|room|flat|house|ward|bay|bed|number|no)\.?\s*[a-z]?)(?<!\d[\s-]?)`

const TELLS = [
  // "keysafe by the door, 4521", "gate code is C1987Y", "code to the door - 246810", "entry keypad: one nine eight seven"
  String.raw`\b(?:${LOCK}|${DOOR}\s+${CODE}|(?:code|pin|combination)\s+(?:for|to|of|on|at)\s+(?:the\s+)?(?:\w+\s+)?${DOOR})\b\D{0,25}?(?:${NOT_A_DAY}${FIGURES}|${SPELT})`,
  // "Gate 4521", "Door: C1987Y": right beside it, and of four figures or more
  String.raw`\b${DOOR}\b\s*[:=–-]?\s*(?:is\s+)?[a-z*#]?(?:\d[\s-]?){4,8}${END}`,
  // "code 4521 for the keysafe", "4521# at the entryphone", "4521 on the box by the door"
  String.raw`${NOT_ANOTHER}(?:\d[\s-]?){3,8}[a-z]?[#*]?\s+(?:on|at|for|by|to|into|opens)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:${LOCK}|${DOOR}|box)\b`,
].map(pattern => new RegExp(pattern, 'iu'))

/** "Code 4521", "PIN: 12 34": words of medicine too, and only in notes on a home surely nothing else. */
const IN_A_HOME = new RegExp(String.raw`\b(?:code|pin|combination)\b\D{0,20}${FIGURES}`, 'iu')

/** Whether something of an entry's content would tell everybody who opens the record a code that opens a home. */
export function tellsDoorCode(content: unknown): boolean {
  if (typeof content === 'string') return TELLS.some(pattern => pattern.test(content))
  if (typeof content !== 'object' || content === null) return false
  return Object.values(content).some(tellsDoorCode)
}

/** The same of a note on a home, where "code" or "PIN" alone are enough. */
export function tellsDoorCodeOfHome(text: string): boolean {
  return tellsDoorCode(text) || IN_A_HOME.test(text)
}

/** A key wherever it is, and whoever has it; a keysafe may be spoken of, and a keyholder is somebody with a key. */
const KEY =
  /\b(?:latch\s*-?\s*)?keys?\b(?!\s*-?\s*(?:safe|box|pad|locker))|\bkey\s*-?\s*holders?\b|\bfobs?\b/iu
const DOOR_IS_OPEN =
  /\b(?:doors?|gates?|windows?|entrance|porch)\b[^.;\n]{0,30}?(?<!\b(?:to|they|he|she|somebody|not)\s+)\bopen\b/iu
const NOT_LOCKED =
  /\b(?:unlocked|(?:never|not|isn['’]t|aren['’]t)\s+locked|on\s+the\s+latch|ajar|let\s+yourself\s+in)\b/iu

/** Whether a note on a home tells who has a key, where it is, or which door is open. As much a help, and as little a guarantee. */
export function tellsHowToEnter(text: string): boolean {
  return KEY.test(text) || DOOR_IS_OPEN.test(text) || NOT_LOCKED.test(text)
}
