/** Where the key of the panel leads: from here a digit or a letter ticks a prompt. */
export const PROMPTS = 'prompts'

/** What ticks the prompts, in their order; 0 is the caller’s own worry. */
export const PROMPT_KEYS = '123456789abcdefghijklmno'
export const WORRY_KEY = '0'

/** Where their words to a prompt are written. */
export function wordsId(key: string): string {
  return `prompt-words-${key}`
}
