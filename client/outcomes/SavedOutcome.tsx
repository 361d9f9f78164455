import { showTimeToSecond } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { Instant } from '#shared/time.ts'

type Props = {
  at: Instant
  /** It was said in the call, after that, that it was about somebody else. */
  hasLeft: boolean
}

/**
 * The outcome is saved and the two still talk. It stands as it was saved, by her or by a colleague who had the call before her;
 * what she hears now goes into the notes, which are kept with it to the end.
 */
export function SavedOutcome({ at, hasLeft }: Props) {
  useFocusIfLost('outcome-saved', true)
  return (
    <div id="outcome-saved" className="app-outcome__saved" tabIndex={-1}>
      {hasLeft ? (
        <Notice
          tone="caution"
          role="status"
          title={`Saved ${showTimeToSecond(at)}, and on nobody’s record now.`}
        >
          It left the record when it was said to be about somebody else. Once the call is over it waits on
          your desk: there you say whom it was about.
        </Notice>
      ) : (
        <Notice tone="well" role="status" title={`Saved ${showTimeToSecond(at)}.`}>
          The call closes when one of you hangs up, and nothing more is asked of you.
        </Notice>
      )}
      <p className="app-small">
        Until then: go on talking, and write what is new in the notes. They are kept with this outcome, which
        itself stays as it is.
      </p>
    </div>
  )
}
