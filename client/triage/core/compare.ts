import { workKinds } from '#shared/teamWork.ts'
import { ambulanceWhen, type Prompt, type ProtocolContent, protocolGroups } from '#shared/triage.ts'
import { colours } from '#shared/triageTaken.ts'

/** One thing that a protocol says, in words, under a key that is the same in the next version. */
export type Said = { key: string; what: string; words: string }

/** All that a protocol says, line by line, in the order in which it is read. */
export function linesOf(content: ProtocolContent): Said[] {
  const { title, group, forTheNurse, questions, prompts, advice, twoAmbers, work, sources } = content
  return [
    { key: 'title', what: 'Title', words: title },
    { key: 'group', what: 'Stands under', words: protocolGroups[group].text },
    ...(forTheNurse ? [{ key: 'nurse', what: 'For the nurse', words: forTheNurse }] : []),
    ...questions.map(({ key, ask, log }) => ({
      key: `question ${key}`,
      what: 'Ask first',
      words: `${ask} (written down as: ${log})`,
    })),
    ...prompts.map(prompt => ({
      key: `prompt ${prompt.key}`,
      what: colours[prompt.colour].text,
      words: promptWords(prompt),
    })),
    ...advice.map(({ key, say, source }) => ({
      key: `advice ${key}`,
      what: 'Advice',
      words: `${say} [${source ?? 'unverified'}]`,
    })),
    {
      key: 'two ambers',
      what: 'Two ambers',
      words: `${twoAmbers}${work.faceToFace ? `: ${workKinds[work.faceToFace].text}` : ''}`,
    },
    ...(work.followUp
      ? [{ key: 'one amber', what: 'One amber', words: `Follow up: ${workKinds[work.followUp].text}` }]
      : []),
    ...sources.map(source => ({ key: `source ${source}`, what: 'Rests on', words: source })),
  ]
}

function promptWords(prompt: Prompt): string {
  const parts = [prompt.sign, `ask: ${prompt.describe}`]
  if (prompt.colour === 'red') {
    parts.push(`do: ${prompt.action}`, prompt.urgency)
    if (prompt.ambulance)
      parts.push(
        `999 where ${ambulanceWhen[prompt.ambulance.when].text.toLowerCase()}, otherwise ${prompt.ambulance.otherwise}`,
      )
    if (prompt.work) parts.push(workKinds[prompt.work].text)
  }
  return `${parts.join(' · ')} [${prompt.source ?? 'unverified'}]`
}

export type Compared = Pick<Said, 'key' | 'what'> & {
  mark: 'same' | 'changed' | 'only_first' | 'only_second'
  first: string | null
  second: string | null
}

/** Two versions line by line: what only the first says stands where it stood. */
export function compareLines(first: readonly Said[], second: readonly Said[]): Compared[] {
  const there = new Map(second.map(said => [said.key, said]))
  const known = new Set(first.map(({ key }) => key))
  return [
    ...first.map(({ key, what, words }): Compared => {
      const other = there.get(key)
      if (!other) return { key, what, mark: 'only_first', first: words, second: null }
      const isSame = other.words === words && other.what === what
      return {
        key,
        what: other.what === what ? what : `${what} → ${other.what}`,
        mark: isSame ? 'same' : 'changed',
        first: words,
        second: other.words,
      }
    }),
    ...second
      .filter(({ key }) => !known.has(key))
      .map(
        ({ key, what, words }): Compared => ({ key, what, mark: 'only_second', first: null, second: words }),
      ),
  ]
}
