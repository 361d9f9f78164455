import { useCallback, useRef, useState } from 'react'
import type { OutcomeForm } from '#client/outcomes/core/outcomeForm.ts'
import { REASON_WORDS } from '#client/outcomes/core/words.ts'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { ProtocolInForce } from '#shared/protocols.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { results } from '#shared/triageTaken.ts'
import type { Urgency } from '#shared/urgency.ts'
import { PROMPTS } from './core/keys.ts'
import { PointedOut } from './PointedOut.tsx'
import './Prompts.css'
import { ProtocolPrompts } from './ProtocolPrompts.tsx'
import { ProtocolSelect } from './ProtocolSelect.tsx'
import { SuggestionBox } from './SuggestionBox.tsx'
import type { InForce } from './useProtocols.ts'
import type { Triage } from './useTriage.ts'

export type OnSend = (suggested: { kind: WorkKind; urgency: Urgency }) => void

type Props = {
  triage: Triage
  inForce: InForce
  form: OutcomeForm
  onReason: (reason: ProtocolInForce['content']['reasons'][number]) => void
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  opened: OpenedForCall | null
  /** Beside the urgency: sends a team, where something of the house does that. */
  onSend?: OnSend | undefined
  /** What is wanting before the outcome can be saved. */
  error?: string | undefined
}

/**
 * Prompts beside the call: those for why they rang, opened by a key or a press and never in the way. Nothing in it is required; what is ticked
 * writes itself into the outcome below, where it is hers to change.
 */
export function PromptsPanel(props: Props) {
  const { triage, inForce, form, onReason, isOpen, onOpen } = props
  const { protocols } = inForce
  const [chosenId, choose] = useState<string | null>(null)
  const shown = shownOf(protocols, chosenId, form)
  const panel = useRef<HTMLElement>(null)
  const open = useCallback(() => {
    onOpen(true)
    // What follows and what they want stand in one sight with what is ticked.
    requestAnimationFrame(() => {
      panel.current?.scrollIntoView({ block: 'start' })
      document.getElementById(PROMPTS)?.focus({ preventScroll: true })
    })
  }, [onOpen])
  useShortcut('F', 'To the prompts', open)
  const show = (protocolId: string) => {
    choose(protocolId)
    const [reason] = protocols.find(one => one.protocolId === protocolId)?.content.reasons ?? []
    if (form.reason === '' && reason) onReason(reason)
  }

  return (
    <section className="app-prompts" aria-labelledby="prompts-title" ref={panel}>
      <div className="app-prompts__head">
        <h4 id="prompts-title">Prompts</h4>
        {triage.suggestion ? (
          <Tag tone={triage.suggestion.result === 'face_to_face' ? 'caution' : 'plain'}>
            {results[triage.suggestion.result].text} · {triage.taken.chosen || triage.suggestion.urgency}
          </Tag>
        ) : null}
        <Button
          look="quiet"
          size="small"
          shortcut="F"
          aria-expanded={isOpen}
          onClick={isOpen ? () => onOpen(false) : open}
        >
          {isOpen ? 'Close' : `Open${form.reason ? `: ${REASON_WORDS[form.reason].toLowerCase()}` : ''}`}
        </Button>
      </div>
      {isOpen ? (
        <>
          <PointedOut opened={props.opened} reason={form.reason} />
          {shown ? (
            <>
              <ProtocolSelect
                {...{ protocols, shown, reason: form.reason, used: triage.taken.used }}
                onShow={show}
              />
              <ProtocolPrompts
                key={shown.protocolId}
                protocol={shown}
                triage={triage}
                opened={props.opened}
                onSee={name => {
                  const next = protocols.find(({ content }) => content.name === name)
                  if (next) show(next.protocolId)
                }}
              />
            </>
          ) : (
            <p className="app-quiet app-small">{inForce.says}</p>
          )}
          {inForce.withdrawn.length > 0 ? (
            <p className="app-quiet app-small">
              Withdrawn, so not here:{' '}
              {inForce.withdrawn.map(({ title, because }) => `${title} (${because})`).join('; ')}
            </p>
          ) : null}
          <SuggestionBox triage={triage} onSend={props.onSend} error={props.error} />
        </>
      ) : null}
    </section>
  )
}

/** Which she chose; or the first for why they rang; or what is asked in every call. */
function shownOf(
  protocols: readonly ProtocolInForce[],
  chosenId: string | null,
  { reason, triage }: OutcomeForm,
): ProtocolInForce | undefined {
  return (
    protocols.find(({ protocolId }) => protocolId === chosenId) ??
    protocols.find(({ content }) => reason !== '' && content.reasons.includes(reason)) ??
    protocols.find(({ protocolId }) => triage?.used.some(used => used.protocolId === protocolId)) ??
    protocols.find(({ content }) => content.group === 'opening') ??
    protocols[0]
  )
}
