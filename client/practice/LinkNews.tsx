import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'

/** The line went away, or has come back: said once, above everything. */
export function LinkNews() {
  const { link, view } = usePractice()
  const store = usePracticeStore()
  if (link.kind === 'away' && view) {
    return (
      <div className="app-practice__news">
        <Notice tone="caution" role="alert" title="The practice line is away.">
          What you see is how it was. We try again every few seconds; nothing you press here reaches anybody
          until then.
        </Notice>
      </div>
    )
  }
  if (link.kind !== 'back') return null
  return (
    <div className="app-practice__news">
      <Notice
        tone="well"
        role="status"
        title="The practice line is back."
        actions={
          <Button size="small" onClick={store.noted}>
            All right
          </Button>
        }
      >
        {backWords(link)}
      </Notice>
    </div>
  )
}

function backWords({ isAnew, lostCalls }: { isAnew: boolean; lostCalls: number }): string {
  if (!isAnew) return 'What you see is what is.'
  if (lostCalls === 0) return 'It was started again. Calls that were under way have ended: phone again.'
  const calls =
    lostCalls === 1 ? 'The call that was under way is' : `The ${lostCalls} calls that were under way are`
  return `It was started again. ${calls} gone: phone again.`
}
