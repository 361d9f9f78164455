import { saidOnce } from './record/saidOnce.ts'
import { sectionOf } from './record/sections.ts'
import type { EmergencySummary } from './summary.ts'

type Item = EmergencySummary['parts'][number]['items'][number]

/** The page as it is drawn, on the screen and on paper: all that it says, each thing once. */
export function onceOnly(summary: EmergencySummary): EmergencySummary {
  const { preferredName } = summary.banner
  // The head of the page says it.
  const isSaid = (line: string) =>
    preferredName !== undefined && line === `Likes to be called: ${preferredName}`
  const once = (item: Item): Item => {
    const said = saidOnce(item)
    return { ...item, ...said, lines: said.lines.filter(line => !isSaid(line)) }
  }
  return {
    ...summary,
    parts: summary.parts.map(part => ({ ...part, items: [...placeOnce(part.items.map(once))] })),
  }
}

/** Where somebody is, when it is an address of theirs: one place, with what is known of both. */
function placeOnce(items: readonly Item[]): readonly Item[] {
  const { title } = sectionOf('addresses')
  const place = items.find(item => item.title !== title)
  const address = items.find(item => item.title === title && item.headline === place?.headline)
  if (!place || !address) return items
  const both = {
    ...place,
    title: `${place.title}, their address`,
    lines: [...place.lines, ...address.lines],
    warnings: [...place.warnings, ...address.warnings],
    word: place.word === address.word ? place.word : `${place.word}; the address ${address.word}`,
    more: place.more + address.more,
  }
  return items.filter(item => item !== address).map(item => (item === place ? both : item))
}
