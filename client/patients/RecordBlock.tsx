import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { inASentence } from '#client/ui/core/inASentence.ts'
import type { GlanceBlock, GlanceItem } from '#shared/record/glance.ts'
import type { Ledger } from '#shared/record/ledger.ts'
import { saysItself } from '#shared/record/saidOnce.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { ConfirmBlock } from './ConfirmBlock.tsx'
import { glanced, shortBlock, speaksForItself } from './core/essentials.ts'
import type { Edit } from './edit.ts'
import { RecordItem } from './RecordItem.tsx'

type Props = {
  block: GlanceBlock
  /** Null when nothing may be changed now. */
  onEdit: ((edit: Edit) => void) | null
  /** Of what may be changed now, what this reader may write. */
  mayWrite?: (section: SectionName) => boolean
  /** By which the medicines in the house are counted. */
  ledger?: Ledger | undefined
  /** Why part of this block is not shown to this reader. */
  leftOut?: string | undefined
  /** Everything is shown from the beginning. */
  startsOpen?: boolean
  /** Dangers that the banner says already: here one press away. */
  alreadySaid?: readonly string[]
  /** Without a frame and title of its own: something else names it. */
  isBare?: boolean
}

/** One block of the record: first what must be read now, then, at a press, all of it. */
export function RecordBlock({
  block,
  onEdit,
  mayWrite = everything,
  ledger,
  leftOut,
  startsOpen = false,
  alreadySaid = [],
  isBare = false,
}: Props) {
  const [isOpen, setOpen] = useState(startsOpen || isBare)
  const items = block.items.map(item => ({
    item,
    first: alreadySaid.includes(item.headline) ? null : glanced(item, placeInSection(block, item), ledger),
  }))
  // On whose word each stands, and from where, is more than its age.
  const hasMore = block.items.length + block.earlier.length > 0
  const shown = isOpen ? items : items.filter(({ first }) => first !== null)
  return (
    <section className={`app-block app-block--${isBare ? 'bare' : block.name}`} aria-label={block.title}>
      {isBare ? null : (
        <div className="app-block__head">
          <h3 className="app-block__title">{shortBlock(block)}</h3>
          {hasMore ? (
            <Button
              look="quiet"
              className="app-block__more"
              aria-expanded={isOpen}
              aria-label={`${isOpen ? 'Less' : 'More'}: ${block.title}`}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? 'Less' : 'More'}
            </Button>
          ) : null}
        </div>
      )}
      {shown.length > 0 ? (
        <div className="app-block__items">
          {shown.map(({ item, first }, place) => (
            <RecordItem
              key={item.itemId + item.section}
              item={item}
              onEdit={mayWrite(item.section) ? onEdit : null}
              lines={isOpen ? item.lines : (first?.lines ?? [])}
              isWhole={isOpen}
              title={titleFor(item, block, shown[place - 1]?.item)}
            />
          ))}
        </div>
      ) : null}
      {isOpen ? <Earlier block={block} onEdit={onEdit} mayWrite={mayWrite} /> : null}
      {isOpen ? <ConfirmBlock block={block} /> : null}
      {block.nothingRecorded.length > 0 ? (
        <p className="app-block__nothing">
          Nothing recorded: {block.nothingRecorded.map(({ title }) => inASentence(title)).join(', ')}.
        </p>
      ) : null}
      {leftOut ? <p className="app-block__nothing">{leftOut}</p> : null}
    </section>
  )
}

type EarlierProps = Required<Pick<Props, 'block' | 'onEdit' | 'mayWrite'>>

/** Doses and measurements of before: to be read, and to be corrected where one was wrong. */
function Earlier({ block: { earlier }, onEdit, mayWrite }: EarlierProps) {
  if (earlier.length === 0) return null
  return (
    <details className="app-block__earlier">
      <summary>
        Earlier: {earlier.length} {earlier.length === 1 ? 'entry' : 'entries'}
      </summary>
      <div className="app-block__items">
        {earlier.map((item, place) => (
          <RecordItem
            key={item.itemId + item.section}
            item={item}
            onEdit={mayWrite(item.section) ? onEdit : null}
            lines={item.lines}
            isWhole
            title={item.section === earlier[place - 1]?.section ? 'none' : 'shown'}
          />
        ))}
      </div>
    </details>
  )
}

function everything(): boolean {
  return true
}

/** Said once over items of the same kind; only spoken where the headline or the block says it already. */
function titleFor(item: GlanceItem, block: GlanceBlock, before: GlanceItem | undefined) {
  // What is not known says of what by itself, and so does "Interpreter needed: Bengali".
  if (item.section === before?.section || item.knownState !== 'known' || saysItself(item)) return 'none'
  return item.title === block.title || speaksForItself(item) ? 'spoken' : 'shown'
}

function placeInSection({ items }: GlanceBlock, item: GlanceItem): number {
  return items.filter(({ section }) => section === item.section).indexOf(item)
}
