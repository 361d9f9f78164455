import { showDate } from '#client/ui/core/when.ts'
import { dayInBritain } from '#shared/days.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'

/** Who signed it, or that nobody has: said wherever a protocol is read. */
export function SignedBy({
  protocol,
}: {
  protocol: Pick<ProtocolInForce, 'version' | 'isStarter' | 'approvedBy' | 'reviewOn'>
}) {
  const { version, isStarter, approvedBy, reviewOn } = protocol
  if (isStarter)
    return (
      <p className="app-prompts__unsigned">
        <span aria-hidden="true">△</span> Starter {version}, unverified: it needs local clinical sign-off.
      </p>
    )
  const isOverdue = reviewOn !== null && reviewOn < dayInBritain(new Date().toISOString())
  return (
    <p className={isOverdue ? 'app-prompts__unsigned' : 'app-quiet app-small'}>
      Version {version}, approved by {approvedBy}
      {reviewOn ? `; review ${isOverdue ? 'overdue since' : 'by'} ${showDate(reviewOn)}` : ''}
    </p>
  )
}
