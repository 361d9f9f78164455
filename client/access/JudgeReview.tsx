import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { Judged } from '#client/secondYes/Judged.tsx'
import { Button } from '#client/ui/Button.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { useReason } from '#client/ui/useReason.ts'
import {
  type Review,
  type ReviewKind,
  reviewKinds,
  usualReasons,
  type Verdict,
  verdicts,
} from '#shared/access.ts'
import { routes } from '#shared/routes.ts'

const VERDICTS = Object.entries(verdicts) as [Verdict, { text: string }][] // entries of a const object

const ANSWER_HINT =
  'In words for whoever asked: who looked, and why. It stands beside the look, and is read to the person.'

const NOTHING_FOUND = 'Say in a few words what you found.'
const FOUND_HINT = 'Whom you asked, and what they said. It is kept with your name.'
const ENDS_HINT = `${FOUND_HINT} “${verdicts.not_justified.text}” closes the record to them at once, and ends what they did with it: a list they took the person onto, a code they gave.`
const HINTS: Partial<Readonly<Record<ReviewKind, string>>> = {
  asked_about: ANSWER_HINT,
  claimed: ENDS_HINT,
  break_glass: ENDS_HINT,
}

/** Closes one review: a false alarm by one press that is its reason, anything else with what was found. */
export function JudgeReview({ review, onClosed }: { review: Review; onClosed: () => void }) {
  const [note, setNote] = useState('')
  const usual = usualReasons[review.kind]
  const [isWriting, setWriting] = useState(usual.length === 0)

  const isQuestion = review.kind === 'asked_about'
  const foundId = `review-found-${review.reviewId}`

  const { isBusy, errors, error, refused, give } = useReason({
    id: foundId,
    least: 3,
    wanting: NOTHING_FOUND,
  })
  useFocusOnError(errors)

  async function judge(verdict: Verdict, because: string) {
    const params = { reviewId: review.reviewId }
    const body = { verdict, note: because }
    if (await give(because, () => call(routes.judgeReview, { params, body }))) onClosed()
  }

  if (review.isAboutYou)
    return <p className="app-quiet">This is about you. Another privacy officer judges it.</p>
  const about = `${reviewKinds[review.kind].short}, ${review.staffName}`
  return (
    <Judged about={about} refused={refused}>
      {usual.length > 0 ? (
        <div className="app-row">
          <span className="app-small app-quiet">Good reason:</span>
          {usual.map(reason => (
            <Button key={reason} size="small" disabled={isBusy} onClick={() => judge('justified', reason)}>
              {reason}
            </Button>
          ))}
          {isWriting ? null : (
            <Button size="small" look="quiet" onClick={() => setWriting(true)}>
              Something else…
            </Button>
          )}
        </div>
      ) : null}
      {isWriting ? (
        <>
          <TextArea
            id={foundId}
            label={isQuestion ? 'What you answer' : 'What you found'}
            hint={HINTS[review.kind] ?? FOUND_HINT}
            error={error}
            value={note}
            onChange={setNote}
            maxLength={2000}
            autoFocus={usual.length > 0}
          />
          <div className="app-row">
            {VERDICTS.map(([verdict, { text }]) => (
              <Button key={verdict} disabled={isBusy} onClick={() => judge(verdict, note)}>
                {text}
              </Button>
            ))}
          </div>
        </>
      ) : null}
    </Judged>
  )
}
