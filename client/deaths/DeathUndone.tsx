import { Notice } from '#client/ui/Notice.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'

/** That a report was taken back, where its bar stood: a press by mistake is seen as much as one that was meant. */
export function DeathUndone() {
  useFocusIfGone('death-undone', 'body')
  return (
    <div id="death-undone" tabIndex={-1}>
      <Notice
        tone="well"
        role="status"
        title="The report is taken back. They are not recorded as having died."
      >
        All of it is as it was before. The report stays in the history, struck through.
      </Notice>
    </div>
  )
}
