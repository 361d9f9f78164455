import type { HeardLine, Talk } from '#shared/practice.ts'
import { type ThreadLine, talkNow, threadOf } from './core/thread.ts'
import { speaker } from './core/words.ts'
import './HeardLines.css'
import { useAtEnd } from './useAtEnd.ts'

type Props = {
  heard: readonly HeardLine[]
  talks: readonly Talk[]
  /** What stands there while there is nothing. */
  nothing: string
  isOver?: boolean
}

/** What is heard, as it is said, along the thread of the call. */
export function HeardLines({ heard, talks, nothing, isOver = false }: Props) {
  const end = useAtEnd(heard.at(-1)?.n)
  const runsOn = isOver
    ? ''
    : talkNow(talks)
      ? 'app-heard-lines__thread--joined'
      : 'app-heard-lines__thread--runs-on'
  return (
    <div
      className="app-heard-lines"
      {...end}
      role="log"
      aria-label="What is heard"
      aria-live={isOver ? 'off' : 'polite'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <ol className={`app-heard-lines__thread ${runsOn}`}>
        {heard.length === 0 ? (
          <li className="app-heard-lines__line app-heard-lines__nothing">{nothing}</li>
        ) : null}
        {threadOf(heard, talks).map(line => (
          <li key={line.n} className={lineClass(line)}>
            {line.who === 'sound' ? (
              <Sound line={line} />
            ) : (
              <>
                <span className="app-heard-lines__who">{speaker(line)}</span>
                <span className="app-heard-lines__words">{line.text}</span>
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Sound({ line }: { line: ThreadLine }) {
  return (
    <span className="app-heard-lines__sound">
      <span className="nhsuk-u-visually-hidden">Sound: </span>
      <span aria-hidden="true">♪ </span>
      {line.text}
      {line.times > 1 ? ` × ${line.times}` : ''}
    </span>
  )
}

function lineClass({ who, isJoined }: ThreadLine): string {
  return `app-heard-lines__line app-heard-lines__line--${who} ${isJoined ? 'app-heard-lines__line--joined' : ''}`
}
