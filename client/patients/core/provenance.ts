import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import { type Author, confirmedSince, sourceWords } from '#shared/record/provenance.ts'

/**
 * On whose word an item stands: after its age, and, where somebody confirmed it, who wrote it before that. `short` has room on every
 * line: 'E. Swift'.
 */
export type Provenance = { by: string; written: string; short: string }

const TITLES = new Set(['dr', 'mr', 'mrs', 'ms', 'miss', 'mx', 'prof', 'professor', 'rev', 'sister', 'sir'])

export function provenanceOf(item: GlanceItem): Provenance {
  const { recordedBy, recordedAt, confirmedWith, source } = item
  const confirmed = confirmedSince(item)
  const from = `from ${sourceWords[source.kind].text}`
  const by = ` by ${whoIs(confirmed?.by ?? recordedBy)}${confirmedWith ? `, with ${confirmedWith}` : ''}`
  const short = shortName((confirmed?.by ?? recordedBy).name)
  if (!confirmed) return { by: `${by}, ${from}`, written: '', short }
  return {
    by,
    short,
    written: `Written ${showDate(dayOf(recordedAt))} by ${whoIs(recordedBy)}, ${from}`,
  }
}

/** 'E. Swift' of 'Dr Eleanor Swift'; one word, or what is no person's name, stays as it is. */
export function shortName(name: string): string {
  const words = name.split(/\s+/).filter(word => !TITLES.has(word.replace('.', '').toLowerCase()))
  const [first = '', ...others] = words
  const last = others.at(-1)
  if (last === undefined || others.length > 2 || /[^\p{L}\p{M}.'’-]/u.test(words.join('')))
    return words.join(' ') || name
  return `${[...first][0] ?? ''}. ${last}`
}

/** 'Eleanor Swift (nurse, St Oswin’s Hospice)' */
function whoIs({ name, role, organisation }: Author): string {
  const where = [role, organisation].filter(words => words !== '').join(', ')
  return where ? `${name} (${where})` : name
}
