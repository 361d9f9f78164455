import type { Prompt } from '#shared/triage.ts'
import type { Colour } from '#shared/triageTaken.ts'

/** A key that none of these has. It is never read: versions are compared by it. */
export function newKey(rows: readonly { key: string }[]): string {
  const taken = new Set(rows.map(({ key }) => key))
  let count = rows.length + 1
  while (taken.has(`row_${count}`)) count += 1
  return `row_${count}`
}

/** The same prompt in another colour: what only a red says is asked for, or falls away. */
export function inColour(prompt: Prompt, colour: Colour): Prompt {
  const { key, sign, describe, source, fromRecord, see } = prompt
  const rest = { key, sign, describe, source, ...(fromRecord && { fromRecord }), ...(see && { see }) }
  if (colour !== 'red') return { ...rest, colour }
  return prompt.colour === 'red'
    ? prompt
    : { ...rest, colour, action: '', urgency: 'U2', work: 'symptom_visit' }
}

type Parsed = {
  success: boolean
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }
}

const LISTS: Readonly<Record<string, string>> = { questions: 'Question', prompts: 'Prompt', advice: 'Advice' }

/** What is wrong with a draft, in words, each once. */
export function faultsIn({ error }: Parsed): { id: string; says: string }[] {
  const words = (error?.issues ?? []).map(({ path, message }) => {
    const [list, place] = path
    const name = LISTS[String(list)]
    return name && typeof place === 'number' ? `${name} ${place + 1}: ${message}` : message
  })
  return [...new Set(words)].map(says => ({ id: '', says }))
}
