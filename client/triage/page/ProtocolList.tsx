import { Button } from '#client/ui/Button.tsx'
import { showDate } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { dayInBritain } from '#shared/days.ts'
import type { ListedProtocol } from '#shared/protocols.ts'
import { type ProtocolGroup, protocolGroups, protocolStates } from '#shared/triage.ts'
import { reviewWords } from '../core/reviewWords.ts'

type Props = { protocols: readonly ListedProtocol[]; onLook: (protocolId: string) => void }

/** Every protocol of the line: what nurses are shown, when it is looked at again, and what is being written. */
export function ProtocolList({ protocols, onLook }: Props) {
  const today = dayInBritain(new Date().toISOString())
  const unsigned = protocols.filter(({ shown }) => shown.isStarter).length
  return (
    <>
      <h2>How nurses ask</h2>
      <p>
        {unsigned === 0
          ? 'Each was approved by somebody of this line.'
          : `${unsigned} of ${protocols.length} are starters: nobody of this line has signed them, and nurses read so.`}
      </p>
      {(Object.keys(protocolGroups) as ProtocolGroup[]).map(group => (
        <section key={group} aria-label={protocolGroups[group].text}>
          <h3>{protocolGroups[group].text}</h3>
          <ul className="app-protocols__list">
            {protocols
              .filter(one => one.group === group)
              .map(one => (
                <li key={one.protocolId}>
                  <Button look="quiet" onClick={() => onLook(one.protocolId)}>
                    {one.title}
                  </Button>
                  <State listed={one} today={today} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function State({ listed: { shown, open }, today }: { listed: ListedProtocol; today: string }) {
  const review = shown.state === 'approved' ? reviewWords(shown.reviewOn, today) : null
  return (
    <span className="app-protocols__state">
      <Tag tone={shown.state === 'approved' ? 'well' : shown.state === 'withdrawn' ? 'danger' : 'caution'}>
        {protocolStates[shown.state].text}
      </Tag>
      {shown.approvedBy && shown.state === 'approved' ? (
        <span className="app-small">
          version {shown.version}, by {shown.approvedBy}
          {shown.reviewOn ? `, review ${showDate(shown.reviewOn)}` : ''}
        </span>
      ) : null}
      {shown.withdrawn ? <span className="app-small">{shown.withdrawn.because}</span> : null}
      {review?.words ? <Tag tone={review.isOverdue ? 'danger' : 'caution'}>{review.words}</Tag> : null}
      {open ? (
        <Tag tone="action">
          {protocolStates[open.state].text} by {open.author}
        </Tag>
      ) : null}
    </span>
  )
}
