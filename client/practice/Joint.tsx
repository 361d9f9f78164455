import type { HeardLine } from '#shared/practice.ts'
import type { Stage } from './core/handset.ts'
import { speaker } from './core/words.ts'
import './Joint.css'

type Props = { stage: Stage; heard: readonly HeardLine[] }

/** The thread from this handset to whoever is at the other end: gold when two people talk, dashed until then. */
export function Joint({ stage, heard }: Props) {
  if (stage.kind !== 'inCall' && stage.kind !== 'calling' && stage.kind !== 'rings') return null
  const person = heard.findLast(line => line.who === 'person')
  const isJoined = stage.kind === 'inCall' && stage.isJoined
  const other = isJoined && person ? speaker(person) : stage.kind === 'inCall' ? 'The line' : 'Ringing'
  return (
    <p className={`app-joint ${isJoined ? 'app-joint--joined' : ''}`}>
      <span>You</span>
      <span className="app-joint__thread" aria-hidden="true" />
      <span className="nhsuk-u-visually-hidden">{isJoined ? ' talking with ' : ' – '}</span>
      <span>{other}</span>
    </p>
  )
}
