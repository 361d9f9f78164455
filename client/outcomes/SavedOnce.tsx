import type { Loaded } from '#client/api/useLoad.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { CallId } from '#shared/ids.ts'
import type { SavedWords } from '#shared/movedOutcome.ts'
import { SavedRows } from './SavedRows.tsx'
import { ShowSaved } from './ShowSaved.tsx'

type Props = { callId: CallId; words: Loaded<SavedWords>; isStale: boolean }

/** What was saved of a call, to be read once more before it goes onto another record: nothing of it can be changed here. */
export function SavedOnce({ callId, words, isStale }: Props) {
  return (
    <section className="app-stack" aria-labelledby="saved-title">
      <h3 id="saved-title">What was saved</h3>
      {words.kind === 'loading' ? <p className="app-quiet">Fetching what was saved…</p> : null}
      {words.kind === 'failed' ? (
        <Notice tone="caution" role="status" title="What was saved cannot be shown.">
          {words.failure.message}
        </Notice>
      ) : null}
      {words.kind !== 'here' ? null : words.value.isCovered ? (
        <>
          <p>{PLACE_KEPT}</p>
          <ShowSaved callId={callId} covered={words.value} isStale={isStale} />
        </>
      ) : (
        <SavedRows saved={words.value} />
      )}
    </section>
  )
}

const PLACE_KEPT =
  'Where the person is, is protected, and what was said may tell it: the words are shown for a reason only, and for a short while.'
