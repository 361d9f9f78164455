import type { VisitLink } from '#shared/carers.ts'
import { LinkRow } from './LinkRow.tsx'
import './SendLink.css'

type Props = { links: readonly VisitLink[]; isStale: boolean; onStopped: () => void }

/** The links that were sent, each with what became of it. */
export function LinkList({ links, isStale, onStopped }: Props) {
  if (links.length === 0) return null
  return (
    <ul className="app-send-link__links">
      {links.map(link => (
        <LinkRow key={link.visitLinkId} link={link} isStale={isStale} onStopped={onStopped} />
      ))}
    </ul>
  )
}
