/** Somebody's words in quotation marks, whether or not they were typed with them. */
export function quoted(words: string): string {
  return `“${words.trim().replace(/^[“"']+|[”"']+$/g, '')}”`
}
