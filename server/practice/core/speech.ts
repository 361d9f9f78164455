/** What a word takes when a person says it, in milliseconds: used for the length of a recording, whatever the rate. */
export const WORD_MS = 400

/** How long a text takes to say at `wordMs` a word. */
export function speechMs(text: string, wordMs: number = WORD_MS): number {
  return text.split(/\s+/).filter(Boolean).length * wordMs
}
