/** 'What matters' as 'what matters', but 'CPR decision' and 'GP practice' as they are. */
export function inASentence(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.slice(0, 1).toLowerCase() + title.slice(1) : title
}
