import { useEffect, useState } from 'react'
import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useNow } from '#client/live/useNow.ts'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { routes } from '#shared/routes.ts'
import { OPEN_PAGE } from '#shared/shift.ts'
import type { Me, Role } from '#shared/staff.ts'
import { HandOverSection } from './HandOverSection.tsx'
import { IncidentsSection } from './IncidentsSection.tsx'
import { NotSafe } from './NotSafe.tsx'
import { type Asked, OpenWork } from './OpenWork.tsx'
import { OutSection } from './OutSection.tsx'
import { ReviewsSection } from './ReviewsSection.tsx'
import { RoundSection } from './RoundSection.tsx'
import './ShiftPage.css'
import { WatchSection } from './WatchSection.tsx'

const ANSWERING: readonly Role[] = ['coordinator', 'shift_lead']
/** Somebody may press for help: what is asked here is asked sooner than on other pages beside the console. */
const AGAIN_MS = 10_000
const PASSED_ON_MS = 1_500

/** The shift: what is open, whom one watches, and for shift leads what is to be looked into. */
export function ShiftPage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  return (
    <div className="app-access">
      <DeskStrip me={me} title="The shift" onLeave={onLeave}>
        <a href="/">Back to the first page</a>
      </DeskStrip>
      {ANSWERING.includes(me.role) ? (
        <Shift me={me} />
      ) : (
        <main className="app-shift">
          <title>The shift · Goldthread</title>
          <Notice tone="plain" title="The shift is not part of your role.">
            Those who answer the line see here what is open. Ring the line if something is owed to somebody.
          </Notice>
        </main>
      )}
    </div>
  )
}

function Shift({ me }: { me: Me }) {
  const [asked, ask] = useState<Asked>({ show: 'all', rows: OPEN_PAGE })
  // The last answer stays until the next is here, whichever rows were asked for.
  const loaded = useLoad('shift', signal => call(routes.shiftNow, { query: asked, signal }))
  const again = loaded.kind === 'here' ? loaded.again : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when other rows are wanted, and by the clock
  useEffect(() => {
    if (!again) return
    again()
    const timer = setInterval(again, AGAIN_MS)
    return () => clearInterval(timer)
  }, [again, asked])
  const present = useNow()

  if (loaded.kind !== 'here')
    return (
      <main className="app-shift">
        <title>The shift · Goldthread</title>
        {loaded.kind === 'loading' ? (
          <Skeleton lines={8} label="Opening the shift…" />
        ) : (
          <NotLoaded title="The shift could not be shown." failed={loaded} />
        )}
      </main>
    )
  const { value, missed } = loaded
  // By this machine's clock, which the server's own moment keeps from being before it.
  const now = new Date(Math.max(present, Date.parse(value.at))).toISOString()
  const isStale = missed !== null
  // What passes on with it follows a moment later.
  const afterHandOver = () => void setTimeout(loaded.again, PASSED_ON_MS)
  return (
    <>
      <div className="app-shift__top">
        <NotSafe outs={value.outs} now={now} />
        {missed ? (
          <Notice tone="caution" role="status" title={`This is as it stood at ${showTime(value.at)}.`}>
            {missed.message}
          </Notice>
        ) : null}
      </div>
      <main className="app-shift">
        <nav className="app-shift__parts" aria-label="On this page">
          <a href="#shift-open">Open tasks</a>
          <a href="#hand-over">Hand-over</a>
          <a href="#shift-watch">Watch list</a>
          <a href="#shift-round">Ring-round</a>
          {value.reviews.length > 0 ? <a href="#shift-reviews">Reviews due</a> : null}
          {me.role === 'shift_lead' ? <a href="#shift-incidents">Incidents</a> : null}
        </nav>
        <div className="app-shift__columns">
          <div className="app-shift__beside">
            <OutSection outs={value.outs} now={now} />
            <OpenWork
              me={me}
              shift={value}
              now={now}
              asked={asked}
              onAsk={ask}
              isStale={isStale}
              onWatched={loaded.again}
            />
          </div>
          <div className="app-shift__beside">
            <HandOverSection
              mark={value.handOverMark}
              me={me}
              now={now}
              isStale={isStale}
              onChanged={afterHandOver}
            />
            <WatchSection mark={value.watchMark} now={now} isStale={isStale} onChanged={loaded.again} />
            <RoundSection mark={value.roundMark} me={me} isStale={isStale} />
            <ReviewsSection reviews={value.reviews} now={now} />
            {me.role === 'shift_lead' ? <IncidentsSection now={now} isStale={isStale} /> : null}
          </div>
        </div>
      </main>
    </>
  )
}
