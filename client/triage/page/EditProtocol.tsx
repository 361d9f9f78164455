import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { ProtocolVersion } from '#shared/protocols.ts'
import { routes } from '#shared/routes.ts'
import { ProtocolContent } from '#shared/triage.ts'
import { Urgency } from '#shared/urgency.ts'
import { faultsIn, newKey } from '../core/edit.ts'
import { EditPrompts } from './EditPrompts.tsx'
import { Rows } from './Rows.tsx'

type Props = { version: ProtocolVersion; onSaved: () => void }

/** A draft as fields. It is saved as it stands by its button; nobody is shown it until another person has approved it. */
export function EditProtocol({ version, onSaved }: Props) {
  const { protocolId, version: number, revision, reviewOn } = version
  const [content, setContent] = useState(version.content)
  const [faults, setFaults] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()
  const set = (given: Partial<ProtocolContent>) => setContent(before => ({ ...before, ...given }))
  const isChanged = content !== version.content
  useUnsaved(() => isChanged)

  async function save(event: FormEvent) {
    event.preventDefault()
    const parsed = ProtocolContent.safeParse(content)
    setFaults(faultsIn(parsed))
    if (!parsed.success) return
    const body = { commandId: newCommandId(), revision, content: parsed.data, reviewOn }
    if (await send(() => call(routes.writeProtocol, { params: { protocolId, version: number }, body })))
      onSaved()
  }

  return (
    <form className="app-protocols__form" onSubmit={save} noValidate>
      <ErrorSummary errors={[...faults, ...refusals]} />
      <TextField label="Title" value={content.title} maxLength={80} onChange={title => set({ title })} />
      <TextArea
        label="For the nurse, before anything is asked"
        value={content.forTheNurse ?? ''}
        maxLength={900}
        onChange={words => set({ forTheNurse: words === '' ? undefined : words })}
      />
      <Rows
        title="Ask first"
        rows={content.questions}
        nameOf={({ ask }) => ask}
        onChange={questions => set({ questions })}
        another={() => ({ key: newKey(content.questions), ask: '', log: '' })}
        fields={(row, change) => (
          <>
            <TextField
              label="Question"
              value={row.ask}
              maxLength={200}
              onChange={ask => change({ ...row, ask })}
            />
            <TextField
              label="Written down as"
              value={row.log}
              maxLength={60}
              onChange={log => change({ ...row, log })}
            />
          </>
        )}
      />
      <EditPrompts prompts={content.prompts} onChange={prompts => set({ prompts })} />
      <Select
        label="How soon, where two ambers come together"
        value={content.twoAmbers}
        choices={Urgency.options.map(value => ({ value, says: value }))}
        onChange={twoAmbers => set({ twoAmbers: twoAmbers || content.twoAmbers })}
      />
      <Rows
        title="Advice to read out"
        rows={content.advice}
        nameOf={({ say }) => say}
        onChange={advice => set({ advice })}
        another={() => ({ key: newKey(content.advice), say: '', source: null })}
        fields={(row, change) => (
          <>
            <TextArea
              label="Words"
              value={row.say}
              maxLength={500}
              onChange={say => change({ ...row, say })}
            />
            <TextField
              label="Whose rule it is (empty: unverified)"
              value={row.source ?? ''}
              maxLength={300}
              onChange={source => change({ ...row, source: source || null })}
            />
          </>
        )}
      />
      <div className="app-protocols__foot">
        <Button type="submit" look="primary" disabled={isBusy || !isChanged}>
          {isChanged ? 'Save the draft' : 'Saved'}
        </Button>
      </div>
    </form>
  )
}
