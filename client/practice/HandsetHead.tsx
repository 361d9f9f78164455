import { Button } from '#client/ui/Button.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { CallClock } from './CallClock.tsx'
import type { Stage } from './core/handset.ts'
import { showNumber, stageWord } from './core/words.ts'
import { Joint } from './Joint.tsx'

type Props = {
  phone: string
  holder: string
  stage: Stage
  /** Absent while a call lives on it. */
  onPutAway: (() => void) | undefined
}

export function HandsetHead({ phone, holder, stage, onPutAway }: Props) {
  const { says, tone } = stageWord(stage)
  return (
    <header className="app-handset__head">
      <div className="app-handset__who">
        <h2 className="app-handset__name">{holder}</h2>
        <span className="app-quiet app-small app-numbers">{numberLine(phone, holder)}</span>
      </div>
      <div className="app-handset__state">
        <Tag tone={tone}>{says}</Tag>
        {stage.kind === 'resting' || (stage.kind === 'over' && stage.isLost) ? null : (
          <CallClock call={stage.call} />
        )}
        {onPutAway ? (
          <Button
            look="quiet"
            size="small"
            aria-label={`Put away the handset of ${holder}`}
            onClick={onPutAway}
          >
            <span aria-hidden="true">✕</span>
          </Button>
        ) : null}
      </div>
      <Joint stage={stage} />
    </header>
  )
}

/** Under the name, the number; under a number, what it is. */
function numberLine(phone: string, holder: string): string {
  const number = showNumber(phone)
  return number === holder ? 'A telephone' : number
}
