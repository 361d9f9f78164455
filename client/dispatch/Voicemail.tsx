import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/** The message a caller left: to hear and, where there are words of it, to read. */
export function Voicemail({ taskId }: { taskId: TaskId }) {
  const loaded = useLoad(`voicemail ${taskId}`, signal =>
    call(routes.voicemail, { params: { taskId }, signal }),
  )
  return (
    <section className="app-task__card" aria-label="The message">
      <h3>The message</h3>
      {loaded.kind === 'loading' ? <Skeleton lines={2} label="Fetching the message…" /> : null}
      {loaded.kind === 'failed' ? (
        <p className="app-row">
          {loaded.failure.message} <Button onClick={loaded.again}>Try again</Button>
        </p>
      ) : null}
      {loaded.kind === 'here' && loaded.value.kind === 'not_ready' ? (
        <p className="app-row">
          {loaded.value.because} <Button onClick={loaded.again}>Look again</Button>
        </p>
      ) : null}
      {loaded.kind === 'here' && loaded.value.kind === 'ready' ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: the words of the message, where there are any, stand below it */}
          <audio className="app-task__audio" controls preload="none" src={loaded.value.audioUrl} />
          {loaded.value.words ? (
            <p className="app-task__words">{loaded.value.words}</p>
          ) : (
            <p className="app-quiet">There are no words of it: please listen.</p>
          )}
        </>
      ) : null}
    </section>
  )
}
