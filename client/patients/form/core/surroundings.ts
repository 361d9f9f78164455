import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'

/** What of the record helps to fill in a form: the items that a field may point to, and words that are likely. */
export type Surroundings = {
  readonly items: readonly { readonly section: SectionName; readonly itemId: string; readonly says: string }[]
  /** By section and path: 'anticipatoryDoses.drug'. */
  readonly suggestions: Readonly<Record<string, readonly string[]>>
}

export function surroundingsOf({ blocks }: RecordAtAGlance): Surroundings {
  const items = blocks.flatMap(block => block.items).filter(item => item.knownState === 'known')
  const medicines = once(items.flatMap(medicinesOf))
  const people = once(
    items.filter(({ section }) => section === 'personalContacts').map(({ headline }) => headline),
  )
  return {
    items: items.map(({ section, itemId, headline }) => ({ section, itemId, says: headline })),
    suggestions: {
      'anticipatoryDoses.drug': medicines,
      'anticipatoryDoses.givenBy': people,
      'placeConversations.with': people,
      'treatmentEscalation.agreedWith': people,
      'contingencyPlans.agreedWith': people,
      'contingencyPlans.whoToContact': people,
      'death.reportedBy': people,
      'bereavement.contactName': people,
    },
  }
}

function medicinesOf({ section, body }: GlanceItem): string[] {
  if (section !== 'anticipatoryMedicines') return []
  const parsed = parseBody('anticipatoryMedicines', body)
  return parsed.success ? parsed.data.items.map(({ drug }) => drug) : []
}

function once(words: readonly string[]): string[] {
  return [...new Set(words)]
}
