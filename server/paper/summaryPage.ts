import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LineSummary } from '#shared/staff.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { onceOnly } from '#shared/summaryOnce.ts'
import {
  itemFoot,
  kindWithin,
  summaryFacts,
  summaryFoot,
  summaryName,
  summaryWarnings,
} from '#shared/summaryWords.ts'
import type { Page, Row } from './core/page.ts'

/** The emergency summary as a page to be drawn: the words of the one on the screen. */
export function summaryPage(
  whole: EmergencySummary,
  line: Pick<LineSummary, 'name' | 'phoneNumber'>,
  foot: string,
): Page {
  const summary = onceOnly(whole)
  const { banner, parts } = summary
  return {
    title: 'Emergency summary',
    name: summaryName(banner),
    facts: summaryFacts(banner),
    warnings: summaryWarnings(summary),
    ring: { line: `${line.name}, day and night`, number: showPhoneNumber(line.phoneNumber) },
    parts: parts.map((part, place) => ({
      title: part.title,
      items: part.items.map((item, n) => {
        const kind = kindWithin(part, n)
        return [
          row(
            kind ? `${kind}: ${item.headline}` : item.headline,
            place === 0 && n === 0 ? 'first' : 'strong',
          ),
          ...item.warnings.map(words => row(`△ ${words}`, 'warning')),
          ...item.lines.map(words => row(words, 'plain')),
          row(itemFoot(item), 'word'),
        ]
      }),
      more: part.more,
    })),
    foot: summaryFoot(summary, foot),
  }
}

function row(text: string, look: Row['look']): Row {
  return { text, look }
}
