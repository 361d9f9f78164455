import { takeUp } from './core/desk.ts'
import { handsetOf } from './core/handset.ts'
import type { LineView } from './core/line.ts'
import { holderOf } from './core/words.ts'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'
import './RingBar.css'

/** On a narrow screen: a telephone rings that is not in sight. It lies over the strip, so that nothing moves under the finger. */
export function RingBar({ view }: { view: LineView }) {
  const { desk } = usePractice()
  const store = usePracticeStore()
  const inSight = desk.facing === 'handset' ? desk.inHand : undefined
  const rings = desk.phones.find(phone => phone !== inSight && handsetOf(view, phone).stage.kind === 'rings')
  if (rings === undefined) return null
  return (
    <button type="button" className="app-ring-bar" onClick={() => store.arrange(now => takeUp(now, rings))}>
      <span>
        Ringing: <b>{holderOf(rings, view.callers, desk.chosen)}</b>
      </span>
      <span className="app-ring-bar__show">Show</span>
    </button>
  )
}
