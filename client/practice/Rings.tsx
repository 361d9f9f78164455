import { useCallback } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { KnownCall, LineView } from './core/line.ts'
import { showNumber } from './core/words.ts'
import { useAct } from './useAct.ts'
import { useCallActs } from './useCallActs.ts'

/** Somebody rings this telephone: answer, refuse, or leave it to the voicemail. */
export function Rings({ call, view }: { call: KnownCall; view: LineView }) {
  const { sid } = call
  const acts = useCallActs()
  const act = useAct()
  const line = view.numbers.find(each => each.number === call.other)
  const answer = useCallback(() => void act.run(() => acts.answer(sid)), [act.run, acts, sid])
  useShortcut('A', 'Answer the handset that rings', answer)
  return (
    <div className="app-handset__body app-rings">
      <p className="app-rings__who">
        <b>{line?.name ?? 'Somebody'}</b> rings this telephone
        <span className="app-quiet app-numbers">from {showNumber(call.other)}</span>
      </p>
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
      <Button look="primary" size="large" shortcut="A" disabled={act.isBusy} onClick={answer}>
        Answer
      </Button>
      <div className="app-rings__else">
        <Button look="danger" disabled={act.isBusy} onClick={() => void act.run(() => acts.reject(sid))}>
          Reject
        </Button>
        <Button disabled={act.isBusy} onClick={() => void act.run(() => acts.letVoicemailAnswer(sid))}>
          Let voicemail answer
        </Button>
      </div>
    </div>
  )
}
