import { call } from '#client/api/call.ts'
import { SaySecond } from '#client/secondYes/SaySecond.tsx'
import { type ListAsked, TAKE_HOURS } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'

/** The second person's word about one list. */
export function DecideList({ list, onDecided }: { list: ListAsked; onDecided: () => void }) {
  if (list.isYours)
    return <p className="app-quiet">You asked for this list yourself. Another privacy officer decides.</p>
  return (
    <SaySecond
      id={`list-why-${list.exportId}`}
      about={`The list that ${list.by} asked for`}
      hint={`${list.by} reads it. What you allow can be taken once, within ${TAKE_HOURS} hours, by ${list.by} alone.`}
      yes="Allow it"
      no="Do not allow it"
      gone={
        list.isGone
          ? `${list.by} has no account any more, or another role or organisation than when the list was asked for: it cannot be allowed.`
          : null
      }
      say={body => call(routes.decideList, { params: { exportId: list.exportId }, body })}
      onDecided={onDecided}
    />
  )
}
