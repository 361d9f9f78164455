import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { type ListTaken, listPurposes } from '#shared/lists.ts'

type Props = { lists: readonly ListTaken[]; minutes: number; onFetch: (exportId: string) => Promise<void> }

/** Who took which list and what for; one's own can be fetched for a few minutes. */
export function ListsTaken({ lists, minutes, onFetch }: Props) {
  if (lists.length === 0) return <p className="app-quiet">Nobody has taken a list yet.</p>
  return (
    <ul className="app-lists__taken" aria-label="Lists that were asked for">
      {lists.map(list => (
        <Taken key={list.exportId} list={list} minutes={minutes} onFetch={onFetch} />
      ))}
    </ul>
  )
}

function Taken({ list, minutes, onFetch }: { list: ListTaken } & Pick<Props, 'minutes' | 'onFetch'>) {
  const [says, setSays] = useState('')
  const [isBusy, setBusy] = useState(false)

  async function save() {
    setBusy(true)
    setSays('')
    try {
      await onFetch(list.exportId)
      setSays('Saved. Keep it as safe as the record, and delete it when it has served.')
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(error.message)
    } finally {
      setBusy(false)
    }
  }

  const people = `${list.included} ${list.included === 1 ? 'person' : 'people'}`
  return (
    <li>
      <div>
        <span>
          <b>{people}</b> · {listPurposes[list.purpose].text}
        </span>
        {list.leftOut.length > 0 ? (
          <span>
            Left out: {list.leftOut.join('; ')}
            {list.leftOut.some(words => words.startsWith('*')) ? ' (* is one to seven)' : ''}.
          </span>
        ) : null}
        <span className="app-small app-quiet">
          “{list.because}” {list.by}, {showDate(dayOf(list.madeAt))} {showTime(list.madeAt)}
          {list.fetchedAt ? `, fetched ${showTime(list.fetchedAt)}` : ', not fetched'}
        </span>
        <span role="status" className="app-small">
          {says}
        </span>
      </div>
      {list.isOpen ? (
        <Button look="primary" disabled={isBusy || list.included === 0} onClick={save}>
          {isBusy ? 'Fetching…' : `Save the file (open for ${minutes} minutes)`}
        </Button>
      ) : null}
    </li>
  )
}
