import { Skeleton } from '#client/ui/Skeleton.tsx'
import { WholePage } from '#client/ui/WholePage.tsx'

/** Before the line has said anything. */
export function Waiting({ isAway }: { isAway: boolean }) {
  if (!isAway) {
    return (
      <main className="app-practice__waiting">
        <Skeleton lines={6} label="Asking the practice line…" />
      </main>
    )
  }
  return (
    <WholePage title="The practice line is not there">
      It starts together with Goldthread: type <code>npm start</code>. This page goes on by itself as soon as
      the line answers.
    </WholePage>
  )
}
