export type Heard = 'person' | 'somebody_else'
/** Whose words are written down: chosen by nobody until a nurse says so. */
export type Whose = { heard: Heard | ''; toldBy: string }

export const NOBODYS: Whose = { heard: '', toldBy: '' }

export const TOLD_BY_HINT =
  'It holds at once. Nobody decides for them as next of kin: a privacy officer sees that they are asked themselves.'

/** What is missing of it, each at its field. */
export function whoseWanting(id: string, whose: Whose, hasDied: boolean): { id: string; says: string }[] {
  const isTold = hasDied || whose.heard === 'somebody_else'
  if (!isTold && whose.heard === '') return [{ id: `${id}-heard`, says: 'Choose whose words these are.' }]
  if (isTold && !whose.toldBy.trim())
    return [{ id: `${id}-told`, says: 'Write who says it, such as “Angela Ashby, wife”.' }]
  return []
}

/** As it is sent: left out where the person was heard. */
export function toldByOf(whose: Whose, hasDied: boolean): { toldBy?: string } {
  return hasDied || whose.heard === 'somebody_else' ? { toldBy: whose.toldBy.trim() } : {}
}
