import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import type { CallId } from '#shared/ids.ts'
import type { BlockName } from '#shared/record/blocks.ts'
import type { GlanceBlock, RecordAtAGlance } from '#shared/record/glance.ts'
import { AsOf } from './AsOf.tsx'
import { columnsOf } from './core/columns.ts'
import { EditEntry } from './EditEntry.tsx'
import { EnteredInError } from './EnteredInError.tsx'
import type { Edit } from './edit.ts'
import { Findings } from './Findings.tsx'
import { surroundingsOf } from './form/core/surroundings.ts'
import { HalfWritten } from './HalfWritten.tsx'
import { Ledger } from './Ledger.tsx'
import { OverTime } from './OverTime.tsx'
import { RecordBlock } from './RecordBlock.tsx'
import './RecordGlance.css'
import { Teach } from './Teach.tsx'
import { type Draft, useDrafts } from './useDrafts.ts'

/** What a nurse needs to see without pressing anything; the rest is one press away. Source: guides/look.md. */
const ESSENTIAL: readonly BlockName[] = ['matters', 'places', 'may_be_told', 'urgent_medicines', 'course']

type Props = {
  callId: CallId
  epoch: number
  record: RecordAtAGlance
  isStale: boolean
  onChanged: () => void
  /** What is done with the record as a whole. */
  acts: ReactNode
  onHalfWritten: (titles: readonly string[]) => void
  lastCalls: ReactNode
}

/** The record at a glance, in the order in which it is needed at three in the morning. */
export function RecordGlance({
  callId,
  epoch,
  record,
  isStale,
  onChanged,
  acts,
  onHalfWritten,
  lastCalls,
}: Props) {
  const drafts = useDrafts(onHalfWritten)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isSaved, setSaved] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const around = useMemo(() => surroundingsOf(record), [record])
  const first = comesFirst(record.banner.dangers)
  const comesLast = (block: GlanceBlock) => !first(block) && !isEssential(block) && block.name !== 'involved'
  const inBlocks = (isWanted: (block: GlanceBlock) => boolean) => record.blocks.filter(isWanted)
  const start = (wish: Edit) => {
    setSaved(false)
    setDraft(drafts.open(wish))
  }
  const startEdit = isStale ? null : start
  const show = (block: GlanceBlock) => (
    <RecordBlock
      key={`${block.name} ${isWhole}`}
      block={block}
      onEdit={startEdit}
      startsOpen={isWhole}
      alreadySaid={record.banner.dangers}
    />
  )

  return (
    <div className="app-glance">
      <HalfWritten drafts={drafts} onOpen={setDraft} />
      <Findings findings={record.findings} />
      {inBlocks(first).toSorted(deathFirst).map(show)}
      <div className="app-glance__essentials">
        {columnsOf(inBlocks(isEssential)).map(column => (
          <div className="app-glance__column" key={column.map(({ name }) => name).join()}>
            {column.map(show)}
          </div>
        ))}
      </div>
      <div className="app-glance__acts">
        <span className="app-row">{acts}</span>
        <Teach record={record} isSaved={isSaved} isStale={isStale} onEdit={start} />
      </div>
      {inBlocks(({ name }) => name === 'involved').map(show)}
      {lastCalls}
      <OverTime series={record.series} now={record.asOf} />
      <Ledger ledger={record.ledger} now={record.asOf} />
      <div className="app-row">
        <AsOf record={record} />
        <Button look="quiet" size="small" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          Show everything
        </Button>
      </div>
      {inBlocks(comesLast).map(block => (
        <details className="app-glance__more" key={`${block.name} ${isWhole}`} open={isWhole}>
          <summary>
            {block.title} <span className="app-quiet app-small">{summaryOf(block)}</span>
          </summary>
          <RecordBlock block={block} onEdit={startEdit} isBare />
        </details>
      ))}
      <EnteredInError items={record.enteredInError} />
      {draft ? (
        <EditEntry
          callId={callId}
          epoch={epoch}
          draft={draft}
          drafts={drafts}
          record={record}
          around={around}
          isStale={isStale}
          onClose={() => setDraft(null)}
          onSaved={() => {
            drafts.drop(draft.edit)
            setSaved(true)
            setDraft(null)
            onChanged()
          }}
        />
      ) : null}
    </div>
  )
}

/**
 * What changes the whole call: resuscitation, that the person has died, and alerts, unless the banner already says them all.
 */
function comesFirst(dangers: readonly string[]) {
  return ({ name, items }: GlanceBlock): boolean =>
    name === 'resuscitation' ||
    (name === 'after_death' && items.length > 0) ||
    (name === 'alerts' && items.some(({ headline }) => !dangers.includes(headline)))
}

/** Of somebody who has died, the decisions are past. */
function deathFirst(a: GlanceBlock, b: GlanceBlock): number {
  return Number(b.name === 'after_death') - Number(a.name === 'after_death')
}

function isEssential({ name }: GlanceBlock): boolean {
  return ESSENTIAL.includes(name)
}

function summaryOf(block: GlanceBlock): string {
  return block.items.length === 0 ? 'nothing recorded' : block.items.map(item => item.headline).join(' · ')
}
