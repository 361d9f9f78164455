import { useState } from 'react'
import { Stale } from '#client/access/Stale.tsx'
import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { RecordMarks as Marks } from '#shared/record/marks.ts'
import type { Instant } from '#shared/time.ts'
import { EnteredInError } from './EnteredInError.tsx'
import { PastMomentForm } from './PastMomentForm.tsx'
import './PastRecord.css'
import { PatientBanner, Warnings } from './PatientBanner.tsx'
import { RecordBlock } from './RecordBlock.tsx'
import { RecordMarks } from './RecordMarks.tsx'
import { RecordActsContext } from './recordActs.ts'
import { useRecordDoor } from './recordDoor.ts'
import { WhoThisIs } from './WhoThisIs.tsx'

type Props = {
  /** The record on the screen: no later moment can be asked for, and what it warns of is said here as well. */
  today: RecordAtAGlance
  /** While this is the same, so is who may see what of the past. */
  standsAs: string
  isStale: boolean
  at?: Instant
  onClose: () => void
}

/** The record as it was on a past day, in a window that looks like no other: it must not be taken for the record of today. */
export function PastRecord({ today, standsAs, isStale, at: first, onClose }: Props) {
  const door = useRecordDoor()
  const now = today.asOf
  const [at, setAt] = useState<Instant | null>(first ?? null)
  const loaded = useLoad(at ? `past record ${door.key} ${at}` : null, signal => door.asOf(at ?? now, signal))
  useAgainWhen(standsAs, loaded)
  const isOld = isStale || (loaded.kind === 'here' && loaded.missed !== null)
  return (
    <Dialog title="The record on a past day" look="page" onClose={onClose}>
      <div className="app-stack">
        {isOld ? <Stale /> : null}
        <PastMomentForm now={now} onChoose={setAt} />
        {at && loaded.kind === 'loading' ? (
          <Skeleton lines={9} label="Reading the record as it was…" />
        ) : null}
        {loaded.kind === 'failed' ? (
          <NotLoaded title="The record of that day could not be read." failed={loaded} />
        ) : null}
        {loaded.kind === 'here' ? <AsItWas {...loaded.value} today={today} /> : null}
      </div>
    </Dialog>
  )
}

function AsItWas({
  record,
  marks,
  today: { banner: today },
}: {
  record: RecordAtAGlance
  marks: Marks
  today: RecordAtAGlance
}) {
  const when = `${showDate(dayOf(record.asOf))} at ${showTime(record.asOf)}`
  if (record.version === 0)
    return (
      <Notice tone="caution" role="status" title={`On ${when} there was no record of this person yet.`} />
    )
  const written = record.blocks.filter(({ items }) => items.length > 0)
  const isWarned = today.deceased !== undefined || today.isProtectedLocation || today.dangers.length > 0
  return (
    <RecordActsContext value={null}>
      <Notice tone="caution" role="status" title={`This is the record as it was on ${when}.`}>
        Nothing can be changed here. Ages and dates are as of then.
      </Notice>
      <RecordMarks marks={marks} />
      {isWarned ? (
        <section className="app-row" aria-label="As of today">
          <span>As of today:</span>
          <Warnings banner={today} />
        </section>
      ) : null}
      <PatientBanner banner={record.banner} />
      <div className="app-past">
        {written.map(block => (
          <RecordBlock key={block.name} block={block} onEdit={null} startsOpen />
        ))}
      </div>
      <WhoThisIs {...record.banner} />
      <EnteredInError items={record.enteredInError} />
    </RecordActsContext>
  )
}
