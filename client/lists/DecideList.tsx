import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { type ListAsked, TAKE_HOURS, WHY_NOT_SAID } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'

/** The second person's word about one list, with a reason that whoever asked reads. */
export function DecideList({ list, onDecided }: { list: ListAsked; onDecided: () => void }) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  const [refused, setRefused] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const whyId = `list-why-${list.exportId}`

  async function decide(says: 'allowed' | 'refused') {
    setRefused(null)
    if (!isReason(because, 10)) {
      document.getElementById(whyId)?.focus()
      return setWrong(WHY_NOT_SAID)
    }
    setWrong(undefined)
    setBusy(true)
    try {
      const params = { exportId: list.exportId }
      const reply = await call(routes.decideList, { params, body: { commandId, says, because } })
      if (reply.kind === 'refused') setRefused(reply.because)
      else onDecided()
      setCommandId(newCommandId())
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      if (error.fields?.because) setWrong(error.fields.because)
      else setRefused(error.message)
    } finally {
      setBusy(false)
    }
  }

  if (list.isYours)
    return <p className="app-quiet">You asked for this list yourself. Another privacy officer decides.</p>
  return (
    <fieldset className="app-reviews__judge">
      <legend className="nhsuk-u-visually-hidden">The list that {list.by} asked for</legend>
      {refused ? (
        <Notice tone="danger" role="alert" title="That was not saved.">
          {refused}
        </Notice>
      ) : null}
      {list.isGone ? (
        <p>
          {list.by} has no account any more, or another role or organisation than when the list was asked for:
          it cannot be allowed.
        </p>
      ) : null}
      <TextArea
        id={whyId}
        label="Why, in a sentence"
        hint={`${list.by} reads it. What you allow can be taken once, within ${TAKE_HOURS} hours, by ${list.by} alone.`}
        error={wrong}
        value={because}
        onChange={setBecause}
        maxLength={1000}
      />
      <div className="app-row">
        {list.isGone ? null : (
          <Button look="primary" disabled={isBusy} onClick={() => decide('allowed')}>
            Allow it
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => decide('refused')}>
          Do not allow it
        </Button>
      </div>
    </fieldset>
  )
}
