import type { Loaded } from '#client/api/useLoad.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { SavedWords } from '#shared/movedOutcome.ts'
import { FIELD_WORDS } from './core/unkept.ts'
import { DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from './core/words.ts'
import './SavedOnce.css'

/** What was saved of a call, to be read once more before it goes onto another record: nothing of it can be changed here. */
export function SavedOnce({ words }: { words: Loaded<SavedWords> }) {
  return (
    <section className="app-stack" aria-labelledby="saved-title">
      <h3 id="saved-title">What was saved</h3>
      {words.kind === 'loading' ? <p className="app-quiet">Fetching what was saved…</p> : null}
      {words.kind === 'failed' ? (
        <Notice tone="caution" role="status" title="What was saved cannot be shown.">
          {words.failure.message}
        </Notice>
      ) : null}
      {words.kind === 'here' ? <Words saved={words.value} /> : null}
    </section>
  )
}

const PLACE_KEPT =
  'Where the person is, is protected, and what was said may tell it: the words are not shown here. On a record, they stand in its last calls, and are shown there with the place, for a reason.'

function Words({ saved: { outcome, nurse, notes, isCovered } }: { saved: SavedWords }) {
  const { reason, disposition, whereAfter, found, advice, next } = outcome
  const rows = [
    [FIELD_WORDS.reason, REASON_WORDS[reason]],
    [FIELD_WORDS.found, found],
    [FIELD_WORDS.advice, advice],
    [FIELD_WORDS.disposition, disposition === null ? 'Not shown' : DISPOSITION_WORDS[disposition]],
    [FIELD_WORDS.next, next],
    [FIELD_WORDS.whereAfter, whereAfter === null ? '' : WHERE_WORDS[whereAfter]],
    ['Notes', notes],
    ['Saved by', nurse],
  ].filter(([, said]) => said)
  return (
    <>
      {isCovered ? <p>{PLACE_KEPT}</p> : null}
      <dl className="app-saved-once">
        {rows.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
