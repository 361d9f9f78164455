import type { Entry } from '#shared/record/entry.ts'
import { notKnownChoices } from '#shared/record/knownState.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { type NameOf, namesNobody } from '../nameOf.ts'
import { asWritten, type StockOf } from '../stockWords.ts'
import { clinical } from './clinical.ts'
import { decisions } from './decisions.ts'
import { home } from './home.ts'
import { people } from './people.ts'
import type { Maybe, Said, Sayings } from './said.ts'
import { wishes } from './wishes.ts'

/** Sections that are not read out: the banner shows who it is, agreed phrases and safeguarding are kept back. */
type Unsaid = 'identity' | 'agreedPhrases' | 'safeguarding'

const sayings: Sayings<Exclude<SectionName, Unsaid>> = {
  ...decisions,
  ...wishes,
  ...people,
  ...clinical,
  ...home,
}

export type InWords = { headline: string; lines: string[]; warnings: string[] }

/** An entry in plain words for a nurse, on a given day in Britain; undefined for the sections that are never read out. */
export function sayEntry(
  entry: Entry,
  today: LocalDate,
  nameOf: NameOf = namesNobody,
  stockOf: StockOf = asWritten,
): InWords | undefined {
  const { section } = entry
  if (section === 'identity' || section === 'agreedPhrases' || section === 'safeguarding') return undefined
  if (entry.knownState !== 'known') {
    const { title } = sectionOf(section)
    return {
      headline: `${title}: ${notKnownChoices[entry.knownState].text.toLowerCase()}`,
      lines: [],
      warnings: [],
    }
  }
  // Each saying takes the body of its own section; TypeScript cannot pair the two through the index.
  const say = sayings[section] as (body: unknown, today: LocalDate, nameOf: NameOf, stockOf: StockOf) => Said
  const { headline, lines = [], warnings = [] } = say(entry.body, today, nameOf, stockOf)
  return { headline, lines: lines.filter(isText), warnings: warnings.filter(isText) }
}

function isText(line: Maybe): line is string {
  return typeof line === 'string' && line !== ''
}
