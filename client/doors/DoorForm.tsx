import { type FormEvent, useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { typedDate } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { showDate } from '#client/ui/core/when.ts'
import { DateField } from '#client/ui/DateField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { dayInBritain } from '#shared/days.ts'
import {
  type ChangeDoor,
  DOOR_KINDS,
  DOOR_LENGTH,
  type DoorChange,
  type DoorChanged,
  type DoorKept,
  type DoorKind,
  doorKinds,
} from '#shared/doors.ts'
import { type DoorFields, isTypedTwice, readDoorForm, type Wrong } from './core/doorForm.ts'

type Props = {
  /** The one that is changed; a new one without it. */
  door: DoorKept | undefined
  doors: readonly DoorKept[]
  isStale: boolean
  change: (asked: ChangeDoor) => Promise<DoorChanged>
  onSaved: () => void
  onClose: () => void
}

/** Writes a code or a way in down, says that it was tried, or takes it away. What stood there before is not shown. */
export function DoorForm({ door, doors, isStale, change, onSaved, onClose }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [kind, setKind] = useState<DoorKind | ''>(door?.kind ?? '')
  const [what, setWhat] = useState<DoorChange['what']>('keep')
  const [value, setValue] = useState('')
  const [again, setAgain] = useState('')
  const [dayText, setDay] = useState('')
  const [because, setBecause] = useState('')
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([])
  const [isBusy, setBusy] = useState(false)
  const now = new Date().toISOString()
  const today = dayInBritain(now)
  const read = typedDate(dayText, 'past', now)
  const understood = 'ok' in read ? read.ok : undefined
  const day: DoorFields['day'] = dayText.trim() === '' ? undefined : (understood ?? 'not_understood')
  const isOfWords = kind !== '' && !isTypedTwice(kind)
  // What was pressed to write has gone for the form.
  useFocusIfGone(door ? 'door-what' : 'door-kind', 'dialog')
  const saysAt = (id: string) => wrongs.find(wrong => wrong.id === id)?.says

  async function save(event: FormEvent) {
    event.preventDefault()
    const form = readDoorForm({ kind, what, value, again, day, because }, today)
    if ('wrongs' in form) return setWrongs(form.wrongs)
    setWrongs([])
    setBusy(true)
    const version = (door ?? doors.find(each => each.kind === form.kind))?.version ?? 0
    try {
      const saved = await change({ commandId, version, ...form })
      if (saved.kind === 'saved') return onSaved()
      setCommandId(newCommandId())
      setWrongs([
        {
          id: '',
          says: `${saved.by} changed this first. Nothing of yours was saved: close this, look, and save again.`,
        },
      ])
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setWrongs([{ id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="app-stack" onSubmit={save} noValidate data-not-repeated>
      <ErrorSummary errors={wrongs} title="Not saved yet" />
      {door ? (
        <Radios
          id="door-what"
          label={doorKinds[door.kind].text}
          value={what}
          choices={[
            { value: 'keep', says: isOfWords ? 'It is different now' : 'There is another one' },
            { value: 'verified', says: 'It was tried, and it opens' },
            { value: 'remove', says: 'There is none any more' },
          ]}
          onChange={chosen => setWhat(chosen || 'keep')}
        />
      ) : (
        <Select
          id="door-kind"
          label="What it is"
          error={saysAt('door-kind')}
          value={kind}
          choices={DOOR_KINDS.filter(each => !doors.some(kept => kept.kind === each)).map(each => ({
            value: each,
            says: doorKinds[each].text,
          }))}
          onChange={setKind}
        />
      )}
      {what === 'keep' && isOfWords ? (
        <TextArea
          id="door-value"
          label="How to enter"
          rows={4}
          hint="Which door is open, who lets you in. Read it back before you save."
          error={saysAt('door-value')}
          value={value}
          onChange={setValue}
          maxLength={DOOR_LENGTH}
        />
      ) : null}
      {what === 'keep' && !isOfWords ? (
        <>
          <TextField
            id="door-value"
            label={kind === 'key_place' ? 'Where it is, or who has it' : 'The code, as it was said'}
            hint="Read it back before you save."
            error={saysAt('door-value')}
            value={value}
            onChange={setValue}
            maxLength={200}
          />
          <TextField
            id="door-again"
            label="Once more"
            hint="A slip here is found by a crew at a locked door."
            error={saysAt('door-again')}
            value={again}
            onChange={setAgain}
            maxLength={200}
            onPaste={event => event.preventDefault()}
          />
        </>
      ) : null}
      {what === 'remove' ? (
        <TextArea
          id="door-because"
          label="Why"
          error={saysAt('door-because')}
          value={because}
          onChange={setBecause}
          maxLength={500}
        />
      ) : (
        <DateField
          id="door-day"
          label="It opened on"
          hint={what === 'keep' ? 'When somebody last tried it. May stay empty.' : undefined}
          error={saysAt('door-day')}
          value={dayText}
          understood={understood}
          quick={[{ says: 'Today', value: showDate(today) }]}
          onChange={setDay}
        />
      )}
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          {isBusy ? 'Saving…' : 'Save'}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Back
        </Button>
      </div>
    </form>
  )
}
