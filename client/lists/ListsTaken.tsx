import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { TypePassword } from '#client/signIn/TypePassword.tsx'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { Unbroken } from '#client/ui/Unbroken.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { type ListState, type ListTaken, listPurposes, listStates } from '#shared/lists.ts'

type Props = { lists: readonly ListTaken[]; onFetch: (exportId: string) => Promise<void> }

/** Who asked for which list and what for, and how it stands; one's own can be fetched while it is open. */
export function ListsTaken({ lists, onFetch }: Props) {
  if (lists.length === 0) return <p className="app-quiet">Nobody has taken a list yet.</p>
  return (
    <ul className="app-lists__taken" aria-label="Lists that were asked for">
      {lists.map(list => (
        <Taken key={list.exportId} list={list} onFetch={onFetch} />
      ))}
    </ul>
  )
}

function Taken({ list, onFetch }: { list: ListTaken } & Pick<Props, 'onFetch'>) {
  const [says, setSays] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [asksPassword, setAsksPassword] = useState(false)
  const asks = asksPassword && list.isOpen
  const saidId = `list-said-${list.exportId}`
  // What is taken once has no button any more.
  useFocusIfLost(saidId, says !== '' && !list.isOpen)

  async function save() {
    setBusy(true)
    setSays('')
    setAsksPassword(false)
    try {
      await onFetch(list.exportId)
      setSays('Saved. Keep it as safe as the record, and delete it when it has served.')
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      if (error.code === 'password_again') setAsksPassword(true)
      else setSays(error.message)
    } finally {
      setBusy(false)
    }
  }

  const people = `${list.included} ${list.included === 1 ? 'person' : 'people'}`
  return (
    <li>
      <div>
        <span>
          <b>{people}</b> · {listPurposes[list.purpose].text} <StateTag state={list.state} />
        </span>
        {list.leftOut.length > 0 ? <span>Left out: {list.leftOut.join('; ')}.</span> : null}
        <span className="app-small app-quiet">
          <Unbroken
            words={[`${quoted(list.because)} ${list.by}`, showWhen(list.madeAt), ...takenWords(list)].join(
              ', ',
            )}
          />
        </span>
        <Standing list={list} />
        <span id={saidId} tabIndex={-1} role="status" className="app-small">
          {says}
        </span>
        {asks ? (
          <TypePassword
            id={`password-${list.exportId}`}
            act={saveWords(list)}
            isStale={false}
            onProved={save}
            onLeave={() => setAsksPassword(false)}
          />
        ) : null}
      </div>
      {list.isOpen && !asks ? (
        <Button look="primary" disabled={isBusy || list.included === 0} onClick={save}>
          {isBusy ? 'Fetching…' : saveWords(list)}
        </Button>
      ) : null}
    </li>
  )
}

const TONES: Partial<Record<ListState, 'action' | 'well' | 'caution'>> = {
  asked: 'action',
  allowed: 'well',
  refused: 'caution',
}

/** How a list stands, in a word; of those that need no second person nothing is said. */
export function StateTag({ state }: { state: ListState }) {
  if (state === 'open' || state === 'over') return null
  return <Tag tone={TONES[state] ?? 'plain'}>{listStates[state].text}</Tag>
}

/** What is to come of a list that waits, and what a second person said of it. */
function Standing({ list: { state, until, decision, fetchedAt } }: { list: ListTaken }) {
  return (
    <>
      {decision ? (
        <span>
          <Unbroken words={decisionInWords(decision)} />
        </span>
      ) : null}
      {state === 'asked' && until ? (
        <span>A privacy officer answers. Without an answer it ends {showWhen(until)}.</span>
      ) : null}
      {state === 'lapsed' || (state === 'over' && !fetchedAt) ? (
        <span>
          {state === 'lapsed' && !decision ? 'Nobody answered in time.' : 'It was not taken in time.'} If you
          still need it, ask again.
        </span>
      ) : null}
    </>
  )
}

/** What a second person said of a list, to whoever asked for it and to whoever else decides. */
export function decisionInWords({ by, says, at, because }: NonNullable<ListTaken['decision']>): string {
  return `${by} ${says === 'allowed' ? 'allowed' : 'did not allow'} it, ${showWhen(at)}: ${quoted(because)}`
}

/** Until when, also beside the password that is asked for first. */
function saveWords({ state, until }: ListTaken): string {
  return until
    ? `Save the file (${state === 'allowed' ? 'once,' : 'open'} until ${showWhen(until)})`
    : 'Save the file'
}

/** Whether it was taken away: said where it was, or still can be. What waits, or was not allowed, nobody could take. */
function takenWords({ fetchedAt, isOpen }: ListTaken): string[] {
  if (fetchedAt) return [`taken ${showWhen(fetchedAt)}`]
  return isOpen ? ['not taken yet'] : []
}

export function showWhen(at: string): string {
  return `${showDate(dayOf(at))} ${showTime(at)}`
}
