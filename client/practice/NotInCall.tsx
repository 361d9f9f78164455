import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { HeardLine } from '#shared/practice.ts'
import { lastRung, lineOf } from './core/choice.ts'
import type { Stage } from './core/handset.ts'
import { type LineView, lastingName } from './core/line.ts'
import { concernsNurse, showNumber, WITHHELD, whatHappened } from './core/words.ts'
import { HabitChoice } from './HabitChoice.tsx'
import { HeardLines } from './HeardLines.tsx'
import { usePractice } from './PracticeProvider.tsx'
import { useAct } from './useAct.ts'
import { useCallActs } from './useCallActs.ts'

type Props = {
  phone: string
  holder: string
  stage: Extract<Stage, { kind: 'resting' | 'over' }>
  heard: readonly HeardLine[]
  view: LineView
}

/** A telephone that lies there: what happened last, how it answers, and the number it can ring. */
export function NotInCall({ phone, holder, stage, heard, view }: Props) {
  const { desk, link } = usePractice()
  const acts = useCallActs()
  const act = useAct()
  const name = desk.chosen.get(phone)
  const line = lineOf(phone, name, view)
  const hasRung = lastRung(view, phone) !== undefined
  return (
    <div className="app-handset__body">
      {stage.kind === 'over' ? (
        <>
          <HeardLines heard={heard} talks={stage.call.talks} nothing="Nothing was heard." isOver />
          <Notice
            tone={stage.isLost ? 'caution' : 'plain'}
            role="status"
            title={whatHappened(stage.call, {
              byMe: desk.endedHere.has(lastingName(stage.call)),
              isLost: stage.isLost,
            })}
          >
            {stage.isLost || !concernsNurse(stage.call)
              ? null
              : 'What follows from it is on the nurse’s console.'}
          </Notice>
        </>
      ) : (
        <p className="app-handset__resting app-quiet">
          This telephone lies still. It rings here when Goldthread calls it, and gets texts.
        </p>
      )}
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
      {line ? (
        <Button
          look="primary"
          size="large"
          disabled={act.isBusy || link.kind === 'away'}
          onClick={() => void act.run(() => acts.phone(phone, line.number, name))}
        >
          {hasRung ? 'Phone again' : `Phone ${line.name ?? showNumber(line.number)}`}
          <span className="nhsuk-u-visually-hidden"> as {holder}</span>
        </Button>
      ) : null}
      {phone === WITHHELD ? null : <HabitChoice phone={phone} known={view.phones.get(phone)} />}
    </div>
  )
}
