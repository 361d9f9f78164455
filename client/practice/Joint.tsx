import type { Stage } from './core/handset.ts'
import { speaker } from './core/words.ts'
import './Joint.css'

/** The thread from this handset to whoever is at the other end: gold as soon as two people are joined, dashed until then. */
export function Joint({ stage }: { stage: Stage }) {
  if (stage.kind !== 'inCall' && stage.kind !== 'calling' && stage.kind !== 'rings') return null
  const talk = stage.kind === 'inCall' ? stage.talk : undefined
  const line = stage.kind === 'inCall' ? 'The line' : 'Ringing'
  return (
    <p className={`app-joint ${talk ? 'app-joint--joined' : ''}`}>
      <span>You</span>
      <span className="app-joint__thread" aria-hidden="true" />
      <span className="nhsuk-u-visually-hidden">{talk ? ' joined with ' : ' – '}</span>
      <span>{talk ? speaker({ who: 'person', name: talk.name }) : line}</span>
    </p>
  )
}
