import { CallerFields } from '#client/calls/CallerFields.tsx'
import { type BesideWords, LookAlikes } from '#client/calls/LookAlikes.tsx'
import { MatchList } from '#client/calls/MatchList.tsx'
import { SaidFields } from '#client/calls/SaidFields.tsx'
import '#client/calls/IdentityPanel.css'
import { Button } from '#client/ui/Button.tsx'
import { CannotSend } from '#client/ui/CannotSend.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CallId } from '#shared/ids.ts'
import { LeftBehind } from './LeftBehind.tsx'
import { SavedOnce } from './SavedOnce.tsx'
import { type Moved, type SavedCall, useMoveCall } from './useMoveCall.ts'

type Props = {
  saved: SavedCall
  isStale: boolean
  onClose: (moved: Moved | null) => void
}

const WORDS = {
  confirm: 'Move the call to this person',
  unchecked: 'Move it without the checks',
  why: 'Why can it not be checked?',
  nobody:
    'Nicknames, misspellings and swapped dates are looked for as well. Try another detail. While nobody knows, the call belongs on nobody’s record.',
}

const BESIDE: BesideWords = {
  act: 'Compare with whose record it is on',
  title: 'Whose record it is on, and whom you found',
  says: 'First whose record the call is on; what is marked is not the same. Each of them sees that you looked.',
}
const ALIKE: BesideWords = {
  act: 'Look at them side by side',
  title: 'Who could be taken for whom',
  says: 'What is marked is not the same. Each of them sees that you looked.',
}

const OFF_A_RECORD = {
  title: 'This call was about somebody else',
  goes: 'The call, what was saved of it and what is still owed go to the right person’s record. What was written on the record itself stays there, to be marked as entered in error.',
  why: 'Why it was the wrong person',
  hint: 'It is read on both records: name nobody. “Two people of one name” says enough.',
  tells: 'Does anything in it tell of the person it leaves, or where they are?',
  instead:
    'Then it goes onto nobody else’s record, where it would be read. Take it off this record below, with your reason. What is true of the right person is written anew, on their record.',
}
const FROM_NOBODY: typeof OFF_A_RECORD = {
  title: 'Whom was this call about?',
  goes: 'The call is on nobody’s record. It goes onto the record of whom it was about, with what was saved of it and what is still owed.',
  why: 'How you know whom it was about',
  hint: 'It is read on their record: name nobody. “The caller rang again and said so” is enough.',
  tells: 'Does anything in it tell of anybody else, or where they are?',
  instead:
    'Then it stays on nobody’s record. What is true of the right person is written anew, on their record. A shift lead can let this call rest.',
}
const READ_AS = [
  { value: 'nothing', says: 'I have read what was saved once more: nothing does' },
  { value: 'something', says: 'Something does, or I cannot tell' },
] as const

/** "This call was about somebody else": why, who it was, and one press. */
export function MoveCall({ saved, isStale, onClose }: Props) {
  const form = useMoveCall(saved)
  const says = saved.isOnNobody ? FROM_NOBODY : OFF_A_RECORD
  const cannot = isStale || form.isBusy
  const isNamed = form.onRecordOf !== null && !saved.about?.includes(form.onRecordOf)
  useFocusAtFirst('move-because', true)
  useFocusOnError(form.errors)
  const leave = () => onClose(form.moved)
  if (form.moved)
    return (
      <Dialog title={says.title} look="wide" onClose={leave}>
        <Done callId={saved.callId} moved={form.moved} isStale={isStale} onClose={leave} />
      </Dialog>
    )
  const ofFields = (fields: 'said' | 'caller') =>
    Object.fromEntries(
      form.errors
        .filter(({ id }) => id.startsWith(`${fields}-`))
        .map(({ id, says }) => [id.slice(fields.length + 1), says]),
    )
  return (
    <Dialog title={says.title} look="wide" onClose={leave}>
      <div className="app-stack">
        <ErrorSummary errors={form.errors.filter(({ id }) => id === '')} title="That was not done" />
        {saved.about ? (
          <p>
            <b>{isNamed ? `On ${form.onRecordOf}’s record · ${saved.about}` : saved.about}</b>
          </p>
        ) : null}
        <p>{says.goes}</p>
        <TextField
          id="move-because"
          label={says.why}
          hint={says.hint}
          error={form.errorOf('move-because')}
          value={form.because}
          onChange={form.say}
          maxLength={300}
        />
        <SavedOnce callId={saved.callId} words={form.words} isStale={cannot} />
        {form.words.kind === 'here' ? (
          <Radios
            id="move-read"
            label={says.tells}
            error={form.errorOf('move-read')}
            value={form.readAs}
            choices={READ_AS}
            isRow
            onChange={form.sayRead}
          />
        ) : null}
        {form.readAs === 'something' ? (
          <Notice tone="caution" role="status" title="It is not moved with that in it.">
            {says.instead}
          </Notice>
        ) : null}
        {form.readAs === 'something' ? null : (
          <>
            <h3>Who rang</h3>
            <CallerFields caller={form.ringing} onChange={form.describeCaller} errors={ofFields('caller')} />
            <h3>Whom it was about</h3>
            <form
              noValidate
              onSubmit={event => {
                event.preventDefault()
                void form.search()
              }}
            >
              <SaidFields form={form.said} errors={ofFields('said')} onChange={form.type}>
                <Button type="submit" look="primary" disabled={cannot}>
                  Search everyone
                </Button>
              </SaidFields>
            </form>
            {/* Outside the form that finds them: a card may hold a form of its own. */}
            {form.found ? (
              <MatchList
                found={form.found}
                typed={form.said}
                isStale={cannot}
                words={WORDS}
                onConfirm={(match, because) => void form.moveTo(match, because)}
                lookAlikes={({ patientId, differences }) =>
                  saved.isOnNobody && differences.length === 0 ? null : (
                    <LookAlikes
                      of={`${saved.callId} ${patientId}`}
                      ask={signal => form.beside(patientId, signal)}
                      isStale={cannot}
                      words={saved.isOnNobody ? ALIKE : BESIDE}
                    />
                  )
                }
              />
            ) : null}
          </>
        )}
        <div className="app-row">
          {saved.isOnNobody ? null : (
            <Button
              look={form.readAs === 'something' ? 'primary' : 'secondary'}
              disabled={cannot}
              onClick={() => void form.moveOff()}
            >
              {form.readAs === 'something'
                ? 'Take it off this record'
                : 'Nobody right is known yet: take it off this record'}
            </Button>
          )}
          {isStale ? <CannotSend /> : null}
        </div>
      </div>
    </Dialog>
  )
}

type DoneProps = { callId: CallId; moved: Moved; isStale: boolean; onClose: () => void }

/** What became of it, and what is left for a person to do on the records that it left: it may have been moved before. */
function Done({ callId, moved, isStale, onClose }: DoneProps) {
  const { entriesLeft, to, callBackAt } = moved
  return (
    <div className="app-stack">
      <Notice tone="well" role="status" title={to === null ? 'Taken off the record.' : 'Moved.'}>
        {to === null
          ? 'The call stands on nobody’s record. Find the right person as soon as you know who it was.'
          : `The call stands on ${to}’s record, with your reason.${callBackAt ? ` The call back promised for ${showTime(callBackAt)} is owed about them.` : ''}`}
      </Notice>
      {entriesLeft > 0 ? (
        <>
          <Notice
            tone="caution"
            title={
              entriesLeft === 1
                ? 'One thing that was written in this call is still on a record that it left.'
                : `${entriesLeft} things that were written in this call are still on the record, or the records, that it left.`
            }
          >
            Strike out what is not true of that person. What you leave for later stays on your desk until it
            is seen to.
          </Notice>
          <LeftBehind callId={callId} isStale={isStale} />
        </>
      ) : null}
      <div className="app-row">
        <Button look="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
