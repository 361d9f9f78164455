import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import type { SavedWords } from '#shared/movedOutcome.ts'
import type { CallBack } from '#shared/outcomes.ts'
import type { Instant } from '#shared/time.ts'
import { FIELD_WORDS } from './core/unkept.ts'
import { DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from './core/words.ts'
import './SavedOnce.css'

/** What was saved of a call, line by line. However long the notes are, what is done with it stays near: they scroll. */
export function SavedRows({ saved: { outcome, nurse, notes } }: { saved: SavedWords }) {
  const { reason, disposition, whereAfter, found, advice, next, callBack } = outcome
  const rows = [
    [FIELD_WORDS.reason, REASON_WORDS[reason]],
    [FIELD_WORDS.found, found],
    [FIELD_WORDS.advice, advice],
    [FIELD_WORDS.disposition, disposition === null ? 'Not shown' : DISPOSITION_WORDS[disposition]],
    [FIELD_WORDS.next, next],
    ['Call back promised', promised(callBack)],
    [FIELD_WORDS.whereAfter, whereAfter === null ? '' : WHERE_WORDS[whereAfter]],
    ['Notes', notes],
    ['Saved by', nurse],
  ].filter(([, said]) => said)
  return (
    // A keyboard must be able to scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is read by scrolling
    <section className="app-saved-once" aria-label="What was saved, line by line" tabIndex={0}>
      <dl className="app-saved-once__rows">
        {rows.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function whenDue(at: Instant): string {
  return `${showDate(dayOf(at))} ${showTime(at)}`
}

/** A call back that another call had promised does not move with this one: what was promised here is owed by itself then. */
function promised(callBack: CallBack): string {
  if (callBack.needed === 'owed')
    return 'One that was owed already was to answer it: that stays with the person it is about. As long as nobody has rung, this call is owed one of its own, which goes with it.'
  return callBack.needed ? whenDue(callBack.dueAt) : ''
}
