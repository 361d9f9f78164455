import { useId } from 'react'
import type { OutcomeForm } from '#client/outcomes/core/outcomeForm.ts'
import { REASON_WORDS } from '#client/outcomes/core/words.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'
import { type ProtocolGroup, protocolGroups } from '#shared/triage.ts'
import type { ProtocolUsed } from '#shared/triageTaken.ts'
import { inListOrder } from './core/taken.ts'

type Props = {
  protocols: readonly ProtocolInForce[]
  shown: ProtocolInForce
  reason: OutcomeForm['reason']
  used: readonly ProtocolUsed[]
  onShow: (protocolId: string) => void
}

/** Which prompts: those for why they rang on top, how many are ticked beside each. */
export function ProtocolSelect({ protocols, shown, reason, used, onShow }: Props) {
  const id = useId()
  const { fitting, others } = inListOrder(protocols, reason)
  const option = ({ protocolId, content }: ProtocolInForce) => {
    const ticked = used.find(one => one.protocolId === protocolId)?.ticks.length ?? 0
    return (
      <option key={protocolId} value={protocolId}>
        {content.title}
        {ticked > 0 ? ` (${ticked} ticked)` : ''}
      </option>
    )
  }
  const groups = Map.groupBy(others, ({ content }) => content.group)
  return (
    <div>
      <label className="nhsuk-u-visually-hidden" htmlFor={id}>
        Prompts for
      </label>
      <select
        id={id}
        className="nhsuk-select app-select"
        value={shown.protocolId}
        onChange={event => onShow(event.target.value)}
      >
        {fitting.length > 0 && reason !== '' ? (
          <optgroup label={REASON_WORDS[reason]}>{fitting.map(option)}</optgroup>
        ) : null}
        {(Object.keys(protocolGroups) as ProtocolGroup[]).map(group => {
          const those = groups.get(group) ?? []
          return those.length === 0 ? null : (
            <optgroup key={group} label={protocolGroups[group].text}>
              {those.map(option)}
            </optgroup>
          )
        })}
      </select>
    </div>
  )
}
