import { Button } from '#client/ui/Button.tsx'
import { takeUp } from './core/desk.ts'
import { otherPhones } from './core/handset.ts'
import type { LineView } from './core/line.ts'
import { holderOf, showNumber } from './core/words.ts'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'

/** Telephones the line has rung, texted or heard from, and that are not on the desk. */
export function OtherPhones({ view }: { view: LineView }) {
  const { desk } = usePractice()
  const store = usePracticeStore()
  const others = otherPhones(view, desk.phones)
  if (others.length === 0) return null
  return (
    <section className="app-other-phones" aria-labelledby="other-phones">
      <h2 id="other-phones">Put away</h2>
      <ul>
        {others.map(phone => {
          const texts = view.phones.get(phone)?.messages.length ?? 0
          const holder = holderOf(phone, view.callers, desk.chosen)
          const number = showNumber(phone)
          return (
            <li className="app-other-phones__phone" key={phone}>
              <span className="app-numbers">
                {holder}
                <span className="app-quiet app-small">
                  {holder === number ? '' : ` ${number}`}
                  {texts > 0 ? ` · ${texts} ${texts === 1 ? 'text' : 'texts'}` : ''}
                </span>
              </span>
              <Button
                size="small"
                aria-label={`Pick up ${number}`}
                onClick={() => store.arrange(now => takeUp(now, phone))}
              >
                Pick up
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
