import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Rows } from '#client/ui/Rows.tsx'
import { Select } from '#client/ui/Select.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { type HandOverDraft, MOST_WORRIES } from '#shared/handOver.ts'
import { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import { HandOverItems } from './HandOverItems.tsx'

export type Worry = { id: number; words: string; about: string }
export const NO_WORRY: readonly Worry[] = [{ id: 1, words: '', about: '' }]
type Props = {
  me: Me
  isStale: boolean
  /** Kept by the page: Escape closes the window, and takes nothing of what was typed. */
  worries: readonly Worry[]
  onWorries: (change: (before: readonly Worry[]) => readonly Worry[]) => void
  onDone: () => void
  onClose: () => void
}

/** What a nurse leaves to the next: her own worries first, and below them what the house puts together by itself. */
export function GiveHandOver({ me, isStale, worries, onWorries, onDone, onClose }: Props) {
  const draft = useLoad('hand-over draft', signal => call(routes.handOverDraft, { signal }))
  const [commandId, setCommandId] = useState(newCommandId)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, forget, send } = useSend()
  const set = (id: number, given: Partial<Worry>) =>
    onWorries(before => before.map(worry => (worry.id === id ? { ...worry, ...given } : worry)))

  async function give(event: FormEvent) {
    event.preventDefault()
    forget()
    const said = worries.filter(({ words }) => words.trim() !== '')
    const wrong = said
      .filter(({ words }) => !isReason(words, 3))
      .map(({ id }) => ({ id: `worry-${id}`, says: 'Say in a few words what worries you.' }))
    setErrors(wrong)
    if (wrong.length > 0) return
    const isDone = await send(async () => {
      const sent = said.map(({ words, about }) => ({
        words,
        patientId: about ? PatientId.parse(about) : null,
      }))
      const reply = await call(routes.changeHandOver, { body: { act: 'give', commandId, worries: sent } })
      setCommandId(newCommandId())
      return reply
    })
    if (isDone) onDone()
  }

  return (
    <Dialog title="Hand over" look="wide" onClose={onClose}>
      <form className="app-stack" onSubmit={give} noValidate>
        <ErrorSummary errors={errors} />
        <ErrorSummary errors={refusals} title="Nothing was handed over" />
        <Rows
          id="add-worry"
          label="What worries you"
          hint="In your own words, and without names: choose whom it is about, if it is about somebody who stands below."
          rows={worries.map(worry => ({
            id: worry.id,
            says: `Worry ${worries.indexOf(worry) + 1}`,
            content: (
              <div className="app-stack">
                <TextArea
                  id={`worry-${worry.id}`}
                  label="Worry"
                  error={errors.find(({ id }) => id === `worry-${worry.id}`)?.says}
                  value={worry.words}
                  onChange={words => set(worry.id, { words })}
                  maxLength={500}
                />
                <Select
                  label="About (if anybody)"
                  value={worry.about}
                  choices={peopleOf(draft.kind === 'here' ? draft.value : null)}
                  onChange={about => set(worry.id, { about })}
                />
              </div>
            ),
          }))}
          add={worries.length < MOST_WORRIES ? 'Worry' : undefined}
          onAdd={() =>
            onWorries(before => [
              ...before,
              { id: Math.max(0, ...before.map(({ id }) => id)) + 1, words: '', about: '' },
            ])
          }
          onRemove={id => onWorries(before => before.filter(worry => worry.id !== id))}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            {isBusy ? 'Saving…' : 'Hand over'}
          </Button>
          <span className="app-quiet">You stand as responsible until a colleague acknowledges it.</span>
        </div>
        <p>
          <b>What goes with it, as it stands now</b>
        </p>
        {draft.kind === 'loading' ? <Skeleton lines={5} label="Putting it together…" /> : null}
        {draft.kind === 'failed' ? <NotLoaded title="It could not be shown." failed={draft} /> : null}
        {draft.kind === 'here' ? <HandOverItems of={draft.value} at={draft.value.at} me={me} /> : null}
      </form>
    </Dialog>
  )
}

function peopleOf(draft: HandOverDraft | null): { value: string; says: string }[] {
  return Object.entries(draft?.names ?? {})
    .map(([value, says]) => ({ value, says: String(says) }))
    .toSorted((a, b) => a.says.localeCompare(b.says))
}
