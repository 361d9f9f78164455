import { Unbroken } from '#client/ui/Unbroken.tsx'
import type { EmergencySummary } from '#shared/summary.ts'
import { itemFoot, kindWithin } from '#shared/summaryWords.ts'
import './SummaryItem.css'

type Props = {
  part: EmergencySummary['parts'][number]
  place: number
  /** Printed, there is no room for it. */
  isOffPaper?: boolean
}

/** One thing that a crew needs to know: what it is, what to beware of, what else, and whose word that is. */
export function SummaryItem({ part, place, isOffPaper = false }: Props) {
  const item = part.items[place]
  if (!item) return null
  const kind = kindWithin(part, place)
  return (
    <div className={`app-summary-item ${isOffPaper ? 'app-summary-item--off-paper' : ''}`}>
      <span>
        {kind ? <span className="app-summary-item__kind">{kind}: </span> : null}
        <b>
          <Unbroken words={item.headline} isDialled />
        </b>
      </span>
      {item.warnings.map(words => (
        <span key={words} className="app-summary-item__warning">
          △ <Unbroken words={words} isDialled />
        </span>
      ))}
      {item.lines.map(words => (
        <span key={words}>
          <Unbroken words={words} isDialled />
        </span>
      ))}
      <span className="app-summary-item__word">{itemFoot(item)}</span>
    </div>
  )
}
