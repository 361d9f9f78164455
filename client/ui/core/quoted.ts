/** Somebody's words as a sentence of the page: in quotation marks, whether or not they were typed with them, and ended by a full stop. */
export function quoted(words: string): string {
  const bare = words.trim().replace(/^[“"']+|[”"']+$/g, '')
  return `“${bare}”${/[.!?…]$/.test(bare) ? '' : '.'}`
}
