import { takeUp } from './core/desk.ts'
import { handsetOf } from './core/handset.ts'
import type { LineView } from './core/line.ts'
import { holderOf, stageWord } from './core/words.ts'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'
import './DeskTabs.css'

/** On a narrow screen: the way between the handsets and the choice of who phones. */
export function DeskTabs({ view }: { view: LineView }) {
  const { desk } = usePractice()
  const store = usePracticeStore()
  if (desk.phones.length === 0) return null
  const facesChoice = desk.facing === 'choice'
  return (
    <nav className="app-desk-tabs" aria-label="Handsets">
      <button
        type="button"
        className="app-desk-tabs__tab"
        aria-current={facesChoice ? 'page' : undefined}
        onClick={() => store.arrange(now => ({ ...now, facing: 'choice' }))}
      >
        <span>+ Phone</span>
      </button>
      {desk.phones.map(phone => {
        const { stage } = handsetOf(view, phone)
        return (
          <button
            key={phone}
            type="button"
            className={`app-desk-tabs__tab app-desk-tabs__tab--${stage.kind}`}
            aria-current={!facesChoice && phone === desk.inHand ? 'page' : undefined}
            onClick={() => store.arrange(now => takeUp(now, phone))}
          >
            <span className="app-desk-tabs__who">{holderOf(phone, view.callers, desk.chosen)}</span>
            <span className="app-desk-tabs__state">{stageWord(stage).says}</span>
          </button>
        )
      })}
    </nav>
  )
}
