import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { workKinds } from '#shared/teamWork.ts'
import { OVERRIDE_LIMIT, results } from '#shared/triageTaken.ts'
import { Urgency, urgencies } from '#shared/urgency.ts'
import { overrideOf } from './core/suggest.ts'
import { sayTarget } from './core/writeLog.ts'
import type { OnSend } from './PromptsPanel.tsx'
import type { Triage } from './useTriage.ts'
import { WishesBox } from './WishesBox.tsx'

const URGENCIES = Urgency.options.map(value => ({ value, says: `${value}: ${urgencies[value].text}` }))

/** What follows, the wishes beside it, and her own word on how soon. */
export function SuggestionBox({
  triage,
  onSend,
  error,
}: {
  triage: Triage
  onSend?: OnSend | undefined
  error?: string | undefined
}) {
  const { taken, suggestion, wishes, change } = triage
  if (!suggestion)
    return <p className="app-quiet app-small">Tick what they describe, and what follows stands here.</p>
  const { result, urgency, because, cautions, ambulance, work } = suggestion
  const chosen = taken.chosen || urgency
  const way = overrideOf(urgency, chosen)
  return (
    <div className={`app-prompts__follows app-prompts__follows--${result}`}>
      <p role="status" className="app-prompts__result">
        <b>
          {results[result].text} · {sayTarget(urgency)}
        </b>
        <span className="app-small">{because.join(' · ')}</span>
      </p>
      {cautions.map(words => (
        <p key={words} className="app-prompts__caution" role="alert">
          <span aria-hidden="true">■</span> {words}
        </p>
      ))}
      {result === 'face_to_face' ? <WishesBox wishes={wishes} /> : null}
      {ambulance ? (
        <Notice tone="danger" title="999?">
          {ambulance.because}
        </Notice>
      ) : null}
      <Select
        id="prompts-urgency"
        label="How soon"
        value={chosen}
        choices={URGENCIES}
        onChange={next => change({ ...taken, chosen: next === urgency ? '' : next })}
      />
      {way ? (
        <TextField
          id="prompts-because"
          label={`Why ${way} than suggested`}
          error={error}
          maxLength={OVERRIDE_LIMIT}
          value={taken.overrideBecause}
          onChange={overrideBecause => change({ ...taken, overrideBecause })}
        />
      ) : null}
      {onSend && work.length > 0 ? (
        <div className="app-row">
          {work.map(kind => (
            <Button key={kind} size="small" onClick={() => onSend({ kind, urgency: chosen })}>
              Send: {workKinds[kind].text}, {chosen}…
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
