import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { showMoment } from '#client/ui/core/when.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { routes } from '#shared/routes.ts'
import type { Instant } from '#shared/time.ts'

type Props = { task: BoardTask; isMine: boolean; now: Instant }

/** A caller who was answered and lost is rung back by somebody who knows who had talked with them, and what was written down. */
export function TalkedBefore({ task: { taskId }, isMine, now }: Props) {
  const loaded = useLoad(`talked ${taskId} ${isMine}`, signal =>
    call(routes.talkedBefore, { params: { taskId }, signal }),
  )
  if (loaded.kind !== 'here' || loaded.value.talks.length === 0) return null
  const { talks, kept } = loaded.value
  return (
    <section className="app-task__card" aria-label="Answered before">
      <h3>They were answered before</h3>
      {talks.map(({ nurse, at }) => (
        <p key={`${nurse} ${at}`}>
          {nurse} talked with them <span className="app-numbers">{showMoment(at, now)}</span>.
        </p>
      ))}
      {kept?.name ? (
        <p>
          It was about <b>{kept.name}</b>.
        </p>
      ) : null}
      {kept?.notes ? (
        <>
          <p className="app-quiet">Notes that were kept:</p>
          <p className="app-task__words">{kept.notes}</p>
        </>
      ) : (
        <p className="app-quiet">{instead(kept, isMine)}</p>
      )}
    </section>
  )
}

function instead(kept: { isCovered: boolean } | null, isMine: boolean): string {
  if (!isMine) return 'Take this to read what was written down, and whom it was about.'
  if (!kept) return 'What was written down stays with the call: whom it is about was settled anew.'
  return kept.isCovered
    ? 'Where this person is, is protected, and the notes may say it. Ask who talked with them.'
    : 'No notes were written.'
}
