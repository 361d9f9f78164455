import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'

/** Every item that the record shows, the earlier doses and measurements too. */
export function itemsOf({ blocks }: Pick<RecordAtAGlance, 'blocks'>): GlanceItem[] {
  return blocks.flatMap(({ items, earlier }) => [...items, ...earlier])
}
