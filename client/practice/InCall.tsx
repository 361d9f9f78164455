import { useCallback } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { HeardLine } from '#shared/practice.ts'
import type { Stage } from './core/handset.ts'
import { sceneOfCall } from './core/line.ts'
import { HeardLines } from './HeardLines.tsx'
import { Keypad } from './Keypad.tsx'
import { usePractice } from './PracticeProvider.tsx'
import { practiceApi } from './practiceApi.ts'
import { SayBox } from './SayBox.tsx'
import { useAct } from './useAct.ts'
import { useCallActs } from './useCallActs.ts'

type Props = {
  stage: Extract<Stage, { kind: 'inCall' | 'calling' }>
  heard: readonly HeardLine[]
  isInHand: boolean
}

/** A telephone at somebody's ear: what is heard, a voice, keys, and the way out. */
export function InCall({ stage, heard, isInHand }: Props) {
  const { sid } = stage.call
  const isAnswered = stage.kind === 'inCall'
  const acts = useCallActs()
  const act = useAct()
  const { view } = usePractice()
  const scene = view ? sceneOfCall(view, sid) : undefined
  const hangUp = useCallback(() => void act.run(() => acts.hangUp(sid)), [act.run, acts, sid])
  useShortcut('H', 'Hang up the handset in hand', isInHand ? hangUp : null)
  return (
    <div className="app-handset__body">
      <HeardLines
        heard={heard}
        talks={stage.call.talks}
        nothing={isAnswered ? 'Nothing heard yet.' : 'It is ringing…'}
      />
      {scene ? (
        <p className="app-handset__script app-small" role="status">
          <span>This caller speaks by themselves. What you say is said as well.</span>
          <Button
            size="small"
            onClick={() =>
              void act.run(async () => {
                await practiceApi.stopScene(scene.name)
              })
            }
          >
            Take over
          </Button>
        </p>
      ) : null}
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
      <SayBox canSay={isAnswered} isInHand={isInHand} onSay={text => act.run(() => acts.say(sid, text))} />
      <Keypad
        isOn={isAnswered}
        isInHand={isInHand}
        onPress={key => void act.run(() => acts.press(sid, key))}
      />
      <Button
        className="app-handset__hang-up"
        look="danger"
        onClick={hangUp}
        {...(isInHand ? { shortcut: 'H' } : {})}
      >
        Hang up
      </Button>
    </div>
  )
}
