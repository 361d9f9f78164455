import type { CallId } from '#shared/ids.ts'
import { LinkList } from './LinkList.tsx'
import { useLinks } from './useLinks.ts'

/** Beside a team task, once the call is over: who was sent a link to watch it, and to stop it. */
export function LinksOfTask({ callId, isStale }: { callId: CallId | null; isStale: boolean }) {
  const { links, again } = useLinks(callId)
  if (links.length === 0) return null
  return (
    <section className="app-task__card" aria-labelledby="task-links">
      <h3 id="task-links">Links that carers were sent in its call</h3>
      <LinkList links={links} isStale={isStale} onStopped={again} />
    </section>
  )
}
