import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { readSetting, writeSetting } from '#client/ui/settings.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { routes } from '#shared/routes.ts'
import { AnswersBy, type BoardNurse, type Me } from '#shared/staff.ts'
import { isTelling, type Said } from './core/said.ts'
import './Readiness.css'
import { useSound } from './useSound.ts'

type Props = {
  me: Me
  nurse: BoardNurse | undefined
  isOnCall: boolean
  /** Calls ring in another tab. */
  isOnlooker: boolean
}

/** The nurse's own switch: ready or away, and by which telephone she answers. Saying "ready" tests the sound. */
export function Readiness({ me, nurse, isOnCall, isOnlooker }: Props) {
  const [kept] = useState(() => AnswersBy.safeParse(readSetting('answersBy')).data ?? 'browser')
  const { sound, test } = useSound()
  const [problem, setProblem] = useState<string | null>(null)
  const isStale = useHearing() === 'stale'
  // What she said last, until the board says it too: what she says next, at once, builds on it. The switch shows what the board says.
  const [asked, setAsked] = useState<Said | null>(null)
  const isReady = nurse?.state === 'ready'
  const state = asked?.state ?? (isReady ? 'ready' : 'away')
  const answersBy = asked?.by ?? nurse?.answersBy ?? kept
  useHeard(
    useCallback(
      message => setAsked(last => (last && isTelling(last, message, me.staffId) ? null : last)),
      [me.staffId],
    ),
  )
  // A snapshot tells no message.
  const isTold = asked === null || (nurse?.state === asked.state && nurse.answersBy === asked.by)
  useEffect(() => {
    if (isTold) setAsked(null)
  }, [isTold])
  const before = useRef<Promise<unknown>>(Promise.resolve())

  const say = useCallback(
    async (state: Said['state'], by: AnswersBy) => {
      const said = { state, by }
      setAsked(said)
      setProblem(null)
      writeSetting('answersBy', by)
      if (state === 'ready') askForNotifications() // before anything is waited for: a browser may ask only within the press itself
      const isTested = state === 'ready' ? test() : null
      // Waited for in its turn: what she says next must not overtake it.
      const inTurn = before.current
        .then(() => isTested)
        .then(() => call(routes.sayReady, { body: { state, answersBy: by } }))
      before.current = inTurn.catch(() => undefined) // said below
      try {
        await inTurn
      } catch (error) {
        setAsked(last => (last === said ? null : last))
        if (!(error instanceof CallFailed)) throw error
        setProblem(error.message)
      }
    },
    [test],
  )
  const canSwitch = !isOnCall && !isStale && !isOnlooker
  const turn = useCallback(() => void say(isReady ? 'away' : 'ready', answersBy), [say, isReady, answersBy])
  useShortcut('R', 'Ready for calls: on or off', canSwitch ? turn : null)

  return (
    <div className="app-readiness">
      <span className="app-readiness__name">{me.name}</span>
      {isOnCall ? (
        <Tag tone="action">On a call</Tag>
      ) : (
        <Button
          look={isReady ? 'secondary' : 'primary'}
          role="switch"
          aria-checked={isReady}
          disabled={!canSwitch}
          shortcut="R"
          onClick={turn}
        >
          <span className="app-readiness__slot" aria-hidden="true" />
          Ready for calls
          {/* The switch says on or off to a screen reader by itself. */}
          <span className="app-readiness__word" aria-hidden="true">
            {isReady ? 'On' : 'Off'}
          </span>
        </Button>
      )}
      <label className="app-readiness__by">
        <span className="nhsuk-u-visually-hidden">Answer by</span>
        <select
          className="app-select"
          value={answersBy}
          disabled={!canSwitch}
          onChange={event => void say(state, AnswersBy.parse(event.target.value))}
        >
          <option value="browser">By this browser</option>
          <option value="phone" disabled={me.phoneNumber === null}>
            By my phone
          </option>
        </select>
      </label>
      {isReady && !isOnlooker && sound !== 'works' ? (
        <p className="app-readiness__problem" role="status">
          <span>
            <span aria-hidden="true">■ </span>
            {sound === 'blocked'
              ? 'You will not hear a call ring: this browser blocks sound. Allow sound for this page, then'
              : 'You will not hear a call ring until you press something on this page.'}
          </span>
          <Button look="danger" size="small" onClick={() => void test()}>
            {sound === 'blocked' ? 'Test the sound again' : 'Test the sound'}
          </Button>
        </p>
      ) : null}
      {problem ? (
        <p className="app-readiness__problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

function askForNotifications() {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
}
