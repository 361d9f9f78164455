import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useHearing } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { readSetting, writeSetting } from '#client/ui/settings.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { routes } from '#shared/routes.ts'
import { AnswersBy, type BoardNurse, type Me } from '#shared/staff.ts'
import './Readiness.css'
import { useSound } from './useSound.ts'

type Props = { me: Me; nurse: BoardNurse | undefined; isOnCall: boolean }

/** The nurse's own switch: ready or away, and by which telephone she answers. Saying "ready" tests the sound. */
export function Readiness({ me, nurse, isOnCall }: Props) {
  const [kept] = useState(() => AnswersBy.safeParse(readSetting('answersBy')).data ?? 'browser')
  const { sound, test } = useSound()
  const [problem, setProblem] = useState<string | null>(null)
  const isStale = useHearing() === 'stale'
  const isReady = nurse?.state === 'ready'
  const answersBy = nurse?.answersBy ?? kept

  const say = useCallback(
    async (state: 'away' | 'ready', by: AnswersBy) => {
      setProblem(null)
      writeSetting('answersBy', by)
      if (state === 'ready') {
        await test()
        askForNotifications()
      }
      try {
        await call(routes.sayReady, { body: { state, answersBy: by } })
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        setProblem(error.message)
      }
    },
    [test],
  )
  const canSwitch = !isOnCall && !isStale
  const turn = useCallback(() => void say(isReady ? 'away' : 'ready', answersBy), [say, isReady, answersBy])
  useShortcut('R', 'Ready, or away', canSwitch ? turn : null)

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
          <span
            className={`app-readiness__dot ${isReady ? 'app-readiness__dot--ready' : ''}`}
            aria-hidden="true"
          />
          {isReady ? 'Ready' : 'Away: say ready'}
        </Button>
      )}
      <label className="app-readiness__by">
        <span className="nhsuk-u-visually-hidden">Answer by</span>
        <select
          className="app-select"
          value={answersBy}
          disabled={!canSwitch}
          onChange={event => void say(isReady ? 'ready' : 'away', AnswersBy.parse(event.target.value))}
        >
          <option value="browser">By this browser</option>
          <option value="phone" disabled={me.phoneNumber === null}>
            By my phone
          </option>
        </select>
      </label>
      {isReady && sound !== 'works' ? (
        <Button
          look="danger"
          size="small"
          onClick={() => void test()}
          title="The browser keeps this page silent. Allow sound for it, then press again."
        >
          {sound === 'blocked' ? 'Sound is blocked: test again' : 'Sound is off: press to hear it'}
        </Button>
      ) : null}
      {problem ? (
        <span className="app-readiness__problem" role="alert">
          {problem}
        </span>
      ) : null}
    </div>
  )
}

function askForNotifications() {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
}
