import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { IDENTIFIER_WORDS } from '#client/calls/core/said.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { CallDetail, CallIdentity } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

type Props = {
  callId: CallId
  identity: CallIdentity
  isStale: boolean
  onDetail: (detail: CallDetail) => void
}

/** How it is known who this is about; and the way back when it is the wrong person. */
export function ConfirmedBar({ callId, identity, isStale, onDetail }: Props) {
  const [because, setBecause] = useState<string | null>(null)
  const [commandId] = useState(newCommandId)
  const [problem, setProblem] = useState<string | undefined>()
  const [hasThoughtBetter, setThoughtBetter] = useState(false)
  useFocusIfLost('wrong-person', hasThoughtBetter && because === null)

  function thinkBetter() {
    setBecause(null)
    setThoughtBetter(true)
  }

  async function clear() {
    try {
      const body = { commandId, epoch: identity.epoch, because: because ?? '' }
      onDetail(await call(routes.clearIdentity, { params: { callId }, body }))
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    }
  }

  return (
    <div className={`app-confirmed ${because === null ? '' : 'app-confirmed--asking'}`}>
      <span>{howKnown(identity)}</span>
      {because === null ? (
        <Button
          id="wrong-person"
          look="quiet"
          size="small"
          className="app-confirmed__wrong"
          disabled={isStale}
          onClick={() => setBecause('')}
        >
          This is the wrong person
        </Button>
      ) : (
        <form
          className="app-confirmed__form"
          onSubmit={event => {
            event.preventDefault()
            void clear()
          }}
          onKeyDown={({ key }) => {
            if (key === 'Escape') thinkBetter()
          }}
        >
          <TextField
            label="What shows that it is somebody else?"
            hint="The record closes at once, and you look for the right person. What was saved of this call leaves it too, and waits on your desk when the call is over."
            error={problem}
            value={because}
            onChange={setBecause}
            maxLength={200}
            autoFocus
          />
          <Button type="submit" look="danger" disabled={isStale}>
            Close this record
          </Button>
          <Button look="quiet" onClick={thinkBetter}>
            No, it is right
          </Button>
        </form>
      )}
    </div>
  )
}

function howKnown(identity: CallIdentity): string {
  if (identity.provisional) return 'A provisional record, begun in this call.'
  const checked = identity.checked.map(each => IDENTIFIER_WORDS[each].toLowerCase()).join(', ')
  if (identity.skippedBecause)
    return `Opened without enough checks${checked ? ` (matched: ${checked})` : ''}: ${identity.skippedBecause}`
  return `Confirmed by ${checked}.`
}
