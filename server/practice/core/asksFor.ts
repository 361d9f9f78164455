/** The code that a text asks to be answered with: `4F7` of "Reply ACCEPT 4F7 or DECLINE 4F7". */
export function codeAskedFor(text: string): string | undefined {
  return /\bACCEPT ([0-9][A-Z][0-9][A-Z]?)\b/.exec(text)?.[1]
}
