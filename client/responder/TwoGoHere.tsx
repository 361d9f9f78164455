import { Notice } from '#client/ui/Notice.tsx'
import type { TwoGo } from '#shared/loneWork.ts'

/** Nobody goes alone: whether the other has said yes, and what to do until then. */
export function TwoGoHere({ two, goesSecond }: { two: TwoGo | null; goesSecond: boolean }) {
  if (!two) return null
  if (two.isWaived && !two.second)
    return <p className="app-quiet">Two were asked for. Your shift lead has said that one may go.</p>
  if (goesSecond)
    return (
      <Notice tone="caution" title="You go as the second.">
        Whoever has this says how it goes on. Ring the line for their number, and meet before either goes in.
      </Notice>
    )
  return two.second ? (
    <Notice tone="caution" title={`${two.second} goes with you.`}>
      Ring the line for their number, and meet before either goes in.
    </Notice>
  ) : (
    <Notice tone="danger" title="Do not go in alone.">
      Somebody is asked to go with you, and nobody has said yes yet. You see here who it is.
    </Notice>
  )
}
