import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import { type Author, sourceWords } from '#shared/record/provenance.ts'

/** On whose word an item stands: after its age, and, where somebody confirmed it, who wrote it before that. */
export type Provenance = { by: string; written: string }

export function provenanceOf(item: GlanceItem): Provenance {
  const { recordedBy, recordedAt, confirmedBy, confirmedAt, confirmedWith, source } = item
  const from = `from ${sourceWords[source.kind].text}`
  if (!confirmedBy) return { by: ` by ${whoIs(recordedBy)}, ${from}`, written: '' }
  const by = ` by ${whoIs(confirmedBy)}${confirmedWith ? `, with ${confirmedWith}` : ''}`
  // Written with somebody: one act, by one person, is said once.
  if (confirmedAt === recordedAt) return { by: `${by}, ${from}`, written: '' }
  return {
    by,
    written: `Written ${showDate(dayOf(recordedAt))} by ${whoIs(recordedBy)}, ${from}`,
  }
}

/** 'Eleanor Swift (nurse, St Oswin’s Hospice)' */
function whoIs({ name, role, organisation }: Author): string {
  const where = [role, organisation].filter(words => words !== '').join(', ')
  return where ? `${name} (${where})` : name
}
