import { Notice } from '#client/ui/Notice.tsx'
import { useUnheard } from '#client/ui/useUnheard.ts'

/** Over a record on a page that does not hear the server. */
export function Stale() {
  const { title, readAgain } = useUnheard()
  return (
    <Notice tone="danger" role="status" title={`${title}.`}>
      What you see may be old. It is read again {readAgain}.
    </Notice>
  )
}
