import type { GlanceBlock } from '#shared/record/glance.ts'
import type { Edit } from './RecordGlance.tsx'
import { RecordItem } from './RecordItem.tsx'

type Props = {
  block: GlanceBlock
  /** Null when nothing may be changed now. */
  onEdit: ((edit: Edit) => void) | null
  /** Without a frame and title of its own: something else names it. */
  isBare?: boolean
}

export function RecordBlock({ block, onEdit, isBare = false }: Props) {
  return (
    <section className={`app-block app-block--${isBare ? 'bare' : block.name}`} aria-label={block.title}>
      {isBare ? null : <h3 className="app-block__title">{block.title}</h3>}
      {block.items.length > 0 ? (
        <div className="app-block__items">
          {block.items.map((item, place) => (
            <RecordItem
              key={item.itemId + item.section}
              item={item}
              onEdit={onEdit}
              // Said once over items of the same kind, and not at all when the block says it.
              isTitled={item.title !== block.title && item.section !== block.items[place - 1]?.section}
            />
          ))}
        </div>
      ) : null}
      {block.nothingRecorded.length > 0 ? (
        <p className="app-block__nothing">
          Nothing recorded: {block.nothingRecorded.map(({ title }) => title.toLowerCase()).join(', ')}.
        </p>
      ) : null}
    </section>
  )
}
