import { parseBody } from '#shared/record/sections.ts'
import type { ListItem } from './core/sayRow.ts'

/** The same door out as in: a body that its section does not allow is a bug of ours. */
export function parsedItem(item: ListItem): ListItem {
  if (item.body === null) return item
  const read = parseBody(item.section, item.body)
  if (!read.success) throw new Error(`unreadable body in section ${item.section}`)
  return { ...item, body: read.data }
}
