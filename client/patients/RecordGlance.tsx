import { type ReactNode, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { showTimeToSecond } from '#client/ui/core/when.ts'
import type { CallId } from '#shared/ids.ts'
import type { BlockName } from '#shared/record/blocks.ts'
import type { GlanceBlock, GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { EditEntry } from './EditEntry.tsx'
import { RecordBlock } from './RecordBlock.tsx'
import './RecordGlance.css'

/** What a nurse needs to see without pressing anything; the rest is one press away. Source: guides/look.md. */
const ALWAYS_OPEN: readonly BlockName[] = [
  'resuscitation',
  'matters',
  'places',
  'may_be_told',
  'urgent_medicines',
  'course',
  'involved',
]

/** A change the call taught: an item to amend, or something new in a section. */
export type Edit = { section: GlanceItem['section']; item?: GlanceItem }

type Props = {
  callId: CallId
  epoch: number
  record: RecordAtAGlance
  isStale: boolean
  onChanged: () => void
  lastCalls: ReactNode
}

/** The record at a glance, in the order in which it is needed at three in the morning. */
export function RecordGlance({ callId, epoch, record, isStale, onChanged, lastCalls }: Props) {
  const [edit, setEdit] = useState<Edit | null>(null)
  const open = record.blocks.filter(block => ALWAYS_OPEN.includes(block.name))
  const more = record.blocks.filter(block => !ALWAYS_OPEN.includes(block.name))
  const [alerts, others] = [more.filter(hasAlerts), more.filter(block => !hasAlerts(block))]
  // Dangers already stand in the banner; the other alerts come right after the decisions on resuscitation.
  const inOrder = [...open.slice(0, 1), ...alerts, ...open.slice(1)]
  const startEdit = isStale ? null : setEdit

  return (
    <div className="app-glance">
      <div className="app-glance__teach">
        <span className="app-quiet app-small app-numbers">
          As of {showTimeToSecond(record.asOf)} · version {record.version}
        </span>
        <span className="app-row">
          <span className="app-quiet app-small">This call taught:</span>
          <Button size="small" disabled={isStale} onClick={() => setEdit({ section: 'phones' })}>
            + Telephone
          </Button>
          <Button size="small" disabled={isStale} onClick={() => setEdit({ section: 'notes' })}>
            + Note
          </Button>
          <Button size="small" disabled={isStale} onClick={() => setEdit({ section: 'alerts' })}>
            + Alert
          </Button>
        </span>
      </div>
      <div className="app-glance__blocks">
        {inOrder.map(block => (
          <RecordBlock key={block.name} block={block} onEdit={startEdit} />
        ))}
        {lastCalls}
      </div>
      {others.map(block => (
        <details className="app-glance__more" key={block.name}>
          <summary>
            {block.title} <span className="app-quiet app-small">{summaryOf(block)}</span>
          </summary>
          <RecordBlock block={block} onEdit={startEdit} isBare />
        </details>
      ))}
      {edit ? (
        <EditEntry
          callId={callId}
          epoch={epoch}
          edit={edit}
          isStale={isStale}
          onClose={() => setEdit(null)}
          onSaved={() => {
            setEdit(null)
            onChanged()
          }}
        />
      ) : null}
    </div>
  )
}

function hasAlerts(block: GlanceBlock): boolean {
  return block.name === 'alerts' && block.items.length > 0
}

function summaryOf(block: GlanceBlock): string {
  return block.items.length === 0 ? 'nothing recorded' : block.items.map(item => item.headline).join(' · ')
}
