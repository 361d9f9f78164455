import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { showDate, showTime } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { dayInBritain } from '#shared/days.ts'
import { routes } from '#shared/routes.ts'

/** Everybody to whom something of a disputed record was shown or given: they are to be told. */
export function SeenList({ disputeId }: { disputeId: string }) {
  const loaded = useLoad(`seen ${disputeId}`, signal =>
    call(routes.seenBy, { params: { disputeId }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={4} label="Looking who saw it…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The list could not be opened." failed={loaded} />
  const { from, seen, isCut } = loaded.value
  return (
    <div className="app-stack">
      <p>
        Everybody who saw or received something of it since {showDate(from)}. Tell each of them that it may
        have been somebody else’s.
      </p>
      <ul className="app-stack">
        {seen.map(({ who, did, lastAt, times, isSince }) => (
          <li key={who}>
            <b>{who}</b>: {did.join('; ')}.{' '}
            <span className="app-quiet app-small">
              Last {showDate(dayInBritain(lastAt))} {showTime(lastAt)},{' '}
              {times === 1 ? 'once' : `${times} times`}.
            </span>{' '}
            {isSince ? <Tag tone="caution">since it was disputed</Tag> : null}
          </li>
        ))}
      </ul>
      {isCut ? <p>These are the first 500 of more.</p> : null}
    </div>
  )
}
