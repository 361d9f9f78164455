import { Notice } from '#client/ui/Notice.tsx'

/** Over a record on a page that does not hear the server. */
export function Stale() {
  return (
    <Notice tone="danger" role="status" title="We cannot hear the server.">
      What you see may be old. It is read again as soon as the server is back.
    </Notice>
  )
}
