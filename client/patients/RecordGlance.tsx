import { type ReactNode, useMemo, useState } from 'react'
import { ProtectedPlace } from '#client/place/ProtectedPlace.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { BlockName } from '#shared/record/blocks.ts'
import type { GlanceBlock, RecordAtAGlance } from '#shared/record/glance.ts'
import type { HalfWritten as Kept } from '#shared/record/halfWritten.ts'
import { AsOf } from './AsOf.tsx'
import { columnsOf, wholeColumnsOf } from './core/columns.ts'
import { beginDraft, type Draft } from './draft.ts'
import { EditEntry } from './EditEntry.tsx'
import { EnteredInError } from './EnteredInError.tsx'
import type { Edit } from './edit.ts'
import { Findings } from './Findings.tsx'
import { surroundingsOf } from './form/core/surroundings.ts'
import { HalfWritten } from './HalfWritten.tsx'
import { KeptApart } from './KeptApart.tsx'
import { Ledger } from './Ledger.tsx'
import { OverTime } from './OverTime.tsx'
import { RecordBlock } from './RecordBlock.tsx'
import './RecordGlance.css'
import { useRecordDoor } from './recordDoor.ts'
import { Teach } from './Teach.tsx'
import { useDrafts } from './useDrafts.ts'
import { WhoThisIs } from './WhoThisIs.tsx'

/** What a nurse needs to see without pressing anything; the rest is one press away. Source: guides/look.md. */
const ESSENTIAL: readonly BlockName[] = ['matters', 'places', 'may_be_told', 'urgent_medicines', 'course']

type Props = {
  record: RecordAtAGlance
  /** What this reader left half-written by this way. */
  kept: readonly Kept[]
  isStale: boolean
  onChanged: () => void
  /** What is done with the record as a whole. */
  acts: ReactNode
  /** What the person agreed to. */
  agreed?: ReactNode
  onHalfWritten?: ((titles: readonly string[]) => void) | undefined
  lastCalls?: ReactNode
  /** Blocks of which this reader is not shown everything, and why. */
  leftOut?: ReadonlyMap<BlockName, string>
}

/** The record at a glance, in the order in which it is needed at three in the morning. */
export function RecordGlance({
  record,
  kept,
  isStale,
  onChanged,
  acts,
  agreed,
  onHalfWritten = nobodyAsks,
  lastCalls,
  leftOut = NOTHING,
}: Props) {
  const { mayWrite } = useRecordDoor()
  const drafts = useDrafts({
    kept,
    canSend: !isStale,
    isPlaceKept: record.banner.isProtectedLocation,
    onHalfWritten,
  })
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isSaved, setSaved] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const around = useMemo(() => surroundingsOf(record), [record])
  const first = comesFirst(record.banner.dangers)
  const comesLast = (block: GlanceBlock) => !first(block) && !isEssential(block) && block.name !== 'involved'
  // An empty block of which something is left out would be read as "nothing": it is named below with its reason.
  const isShown = ({ name, items, nothingRecorded }: GlanceBlock) =>
    !leftOut.has(name) || items.length > 0 || nothingRecorded.length > 0
  const inBlocks = (isWanted: (block: GlanceBlock) => boolean) =>
    record.blocks.filter(block => isShown(block) && isWanted(block))
  const start = (wish: Edit) => {
    setSaved(false)
    setDraft(
      drafts.left(wish.section, wish.item?.itemId) ?? beginDraft(wish, record, new Date().toISOString()),
    )
  }
  const startEdit = isStale ? null : start
  const show = (block: GlanceBlock) => (
    <RecordBlock
      key={`${block.name} ${isWhole}`}
      block={block}
      onEdit={startEdit}
      mayWrite={mayWrite}
      startsOpen={isWhole}
      alreadySaid={record.banner.dangers}
      ledger={record.ledger}
      leftOut={leftOut.get(block.name)}
    />
  )

  return (
    <ProtectedPlace record={record} isStale={isStale} onEdit={startEdit}>
      <div className={`app-glance ${isWhole ? 'app-glance--whole' : ''}`}>
        <HalfWritten drafts={drafts} now={record.asOf} onOpen={setDraft} />
        <Findings findings={record.findings} hasDied={record.banner.deceased !== undefined} />
        {inBlocks(first).toSorted(deathFirst).map(show)}
        <div className="app-glance__essentials">
          {(isWhole ? wholeColumnsOf : columnsOf)(inBlocks(isEssential)).map(column => (
            <div className="app-glance__column" key={column.map(({ name }) => name).join()}>
              {column.map(show)}
            </div>
          ))}
        </div>
        <div className="app-glance__acts">
          <span className="app-glance__whole">{acts}</span>
          <Teach record={record} isSaved={isSaved} isStale={isStale} onEdit={start} />
        </div>
        {agreed}
        {inBlocks(({ name }) => name === 'involved').map(show)}
        {lastCalls}
        <OverTime series={record.series} now={record.asOf} />
        <Ledger ledger={record.ledger} now={record.asOf} />
        <div className="app-row">
          <AsOf record={record} />
          <Button look="quiet" size="small" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            Show everything
          </Button>
          <KeptApart record={record} isStale={isStale} onEdit={start} />
        </div>
        {inBlocks(comesLast).map(block => (
          <details className="app-glance__more" key={`${block.name} ${isWhole}`} open={isWhole}>
            <summary>
              {block.title} <span className="app-quiet app-small">{summaryOf(block)}</span>
            </summary>
            <RecordBlock
              block={block}
              onEdit={startEdit}
              mayWrite={mayWrite}
              leftOut={leftOut.get(block.name)}
              isBare
            />
          </details>
        ))}
        <WhoThisIs {...record.banner} />
        <EnteredInError items={record.enteredInError} />
        <LeftOut blocks={record.blocks.filter(block => !isShown(block))} because={leftOut} />
        {draft ? (
          <EditEntry
            draft={draft}
            drafts={drafts}
            record={record}
            around={around}
            isStale={isStale}
            onClose={() => setDraft(null)}
            onSaved={() => {
              drafts.saved(draft)
              setSaved(true)
              setDraft(null)
              onChanged()
            }}
          />
        ) : null}
      </div>
    </ProtectedPlace>
  )
}

const NOTHING: ReadonlyMap<BlockName, string> = new Map()
function nobodyAsks(): void {}

type LeftOutProps = { blocks: readonly GlanceBlock[]; because: ReadonlyMap<BlockName, string> }

/** What this reader is shown nothing of, by its title; each reason once. */
function LeftOut({ blocks, because }: LeftOutProps) {
  if (blocks.length === 0) return null
  const reasons = Map.groupBy(blocks, ({ name }) => because.get(name) ?? '')
  return (
    <Notice tone="plain" title="Not shown to you">
      <div className="app-stack">
        {[...reasons].map(([reason, those]) => (
          <div key={reason}>
            <p>{reason}</p>
            <ul className="app-small">
              {those.map(({ name, title }) => (
                <li key={name}>{title}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Notice>
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
  return block.items.length === 0
    ? 'nothing recorded'
    : [...new Set(block.items.map(item => item.headline))].join(' · ')
}
