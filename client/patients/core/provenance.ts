import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import { type Author, confirmedSince, sourceWords } from '#shared/record/provenance.ts'

/** On whose word an item stands: after its age, and, where somebody confirmed it, who wrote it before that. */
export type Provenance = { by: string; written: string }

export function provenanceOf(item: GlanceItem): Provenance {
  const { recordedBy, recordedAt, confirmedWith, source } = item
  const confirmed = confirmedSince(item)
  const from = `from ${sourceWords[source.kind].text}`
  const by = ` by ${whoIs(confirmed?.by ?? recordedBy)}${confirmedWith ? `, with ${confirmedWith}` : ''}`
  if (!confirmed) return { by: `${by}, ${from}`, written: '' }
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
