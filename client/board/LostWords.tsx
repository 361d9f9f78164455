import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'

type Props = { lost: readonly string[]; onDone: () => void }

/** What a nurse typed into a call that a colleague had by then: on no record, and not thrown away before she has read it. */
export function LostWords({ lost, onDone }: Props) {
  if (lost.length === 0) return null
  return (
    <Notice
      tone="danger"
      role="alert"
      title="What you typed last was not saved: the call is not with you any more."
      actions={<Button onClick={onDone}>Done with it</Button>}
    >
      Tell it to the colleague who has the call.
      {lost.map(words => (
        <p key={words}>{words}</p>
      ))}
    </Notice>
  )
}
