import { type FormEvent, useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { choicesFrom } from '#client/patients/form/core/choices.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { ItemId } from '#shared/ids.ts'
import { waysOfAsking } from '#shared/record/consent.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import { NOBODYS, toldByOf, whoseWanting } from './core/whose.ts'
import { Receipt } from './Receipt.tsx'
import type { SharingWay } from './sharingWay.ts'
import './Talk.css'
import { useSharing } from './useSharing.ts'
import { WhoseWords } from './WhoseWords.tsx'

type Props = {
  way: SharingWay
  isStale: boolean
  callerName: string
  onSaved: () => void
  onClose: () => void
}

type Way = keyof typeof waysOfAsking
const WAYS = choicesFrom(waysOfAsking)

const IF_TAKEN_BACK =
  'From now on only the line sees your record. Doctors, nurses and ambulance crews elsewhere will not, and may not know what you want. In an emergency they can open it, if they write down why. You can still ring the line at any hour, and change your mind at any time.'

/**
 * The person takes back that their record may be shared. No persuasion, no reason asked; it holds from the moment it is saved. The
 * form is there at once: what else could be chosen comes when the server answers, and nothing waits for it.
 */
export function StopSharing({ way, isStale, callerName, onSaved, onClose }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const loaded = useSharing(way)
  const [inTheirWords, setWords] = useState('')
  const [whose, setWhose] = useState(NOBODYS)
  const [capacityNoted, setCapacity] = useState('')
  const [how, setHow] = useState<Way | ''>(way.how)
  const [consequencesExplained, setExplained] = useState(false)
  const [register, setRegister] = useState<'on' | 'off' | ''>('')
  const [tellNothing, setTellNothing] = useState<readonly string[]>([])
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const view = loaded.kind === 'here' ? loaded.value.sharing : null

  async function save(event: FormEvent) {
    event.preventDefault()
    const wants = [
      inTheirWords.trim() ? [] : { id: 'stop-words', says: 'Write down what they said, in their words.' },
      whoseWanting('stop', whose, false),
    ].flat()
    if (wants.length > 0) return setErrors(wants)
    setBusy(true)
    setErrors([])
    try {
      await way.withdraw({
        commandId,
        inTheirWords,
        consequencesExplained,
        ...toldByOf(whose, false),
        how: how || 'not_recorded',
        ...(capacityNoted.trim() ? { capacityNoted } : {}),
        ...(register === 'off' ? { offRegister: true } : {}),
        ...(tellNothing.length > 0 ? { tellNothing: tellNothing.map(id => ItemId.parse(id)) } : {}),
      })
      setDone(true)
      onSaved()
      if (way.staysOpen && loaded.kind !== 'loading') loaded.again()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // Stopped already, in other words: what is typed now is sent as a change of its own.
      if (error.code === 'saved_otherwise') setCommandId(newCommandId())
      setErrors([{ id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  const done = view?.changes.find(({ changeId }) => changeId === commandId)
  return (
    <Dialog title="Stop all sharing" onClose={onClose}>
      {isDone ? (
        <div className="app-stack">
          <Notice tone="well" role="status" title="Sharing has stopped.">
            They can say yes again at any time: “Talk about sharing…”.
          </Notice>
          {done ? <Receipt change={done} openInEmergency={view?.openInEmergency} /> : null}
          <div className="app-row">
            <Button look="primary" onClick={onClose} autoFocus>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <form className="app-stack" onSubmit={save} noValidate>
          <ErrorSummary
            errors={errors}
            title={errors.some(({ id }) => id === '') ? 'Sharing was not stopped' : 'This is still needed'}
          />
          <p>Say: “{view?.guide.ifTakenBack ?? IF_TAKEN_BACK}”</p>
          <TextArea
            id="stop-words"
            label="What they said, in their words"
            error={errors.find(({ id }) => id === 'stop-words')?.says}
            value={inTheirWords}
            onChange={setWords}
            maxLength={2000}
            rows={3}
            autoFocus
          />
          <WhoseWords
            id="stop"
            whose={whose}
            callerName={callerName}
            hasDied={false}
            errors={errors}
            onChange={setWhose}
          />
          {way.how ? null : (
            <Select
              label="How it was said"
              hint="May stay empty."
              value={how}
              choices={WAYS}
              onChange={setHow}
            />
          )}
          <label className="app-choice">
            <input
              className="app-choice__box"
              type="checkbox"
              checked={consequencesExplained}
              onChange={event => setExplained(event.target.checked)}
            />
            I have said what this means for them
          </label>
          <Radios
            label="And this line itself?"
            hint="Offer it: the number stays in use either way, and they are helped whenever they ring."
            value={register}
            choices={[
              { value: 'on', says: 'It may go on using the record when they ring' },
              { value: 'off', says: 'Only the least: who they are, and what keeps them safe' },
            ]}
            none="They did not say"
            onChange={setRegister}
          />
          {view && view.contacts.length > 0 ? (
            <Checkboxes
              label="From now on tell nothing to"
              values={tellNothing}
              choices={view.contacts.map(({ itemId, name, relationship }) => ({
                value: itemId,
                says: `${name} (${relationshipInWords(relationship)})`,
              }))}
              onChange={setTellNothing}
            />
          ) : null}
          <TextArea
            label="How they decided"
            hint="What you heard of whether they understood and could weigh it. May stay empty."
            value={capacityNoted}
            onChange={setCapacity}
            maxLength={1000}
          />
          <div className="app-row">
            <Button type="submit" look="danger" disabled={isStale || isBusy}>
              {isBusy ? 'Stopping…' : 'Stop sharing now'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
