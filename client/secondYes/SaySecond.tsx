import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { type SecondWord, WHY_NOT_SAID } from '#shared/secondYes.ts'
import { isReason } from '#shared/text.ts'

type Props = {
  /** Unique on the page. */
  id: string
  /** What is answered, for who hears the page. */
  about: string
  hint: string
  yes: string
  no: string
  /** Why nobody can say yes any more, in a sentence. */
  gone: string | null
  say: (word: SecondWord) => Promise<{ kind: 'decided' } | { kind: 'refused'; because: string }>
  onDecided: () => void
}

/** The second person's word about one thing, with a reason that whoever asked reads. */
export function SaySecond({ id, about, hint, yes, no, gone, say, onDecided }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  const [refused, setRefused] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function decide(says: SecondWord['says']) {
    setRefused(null)
    if (!isReason(because, 10)) {
      document.getElementById(id)?.focus()
      return setWrong(WHY_NOT_SAID)
    }
    setWrong(undefined)
    setBusy(true)
    try {
      const reply = await say({ commandId, says, because })
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

  return (
    <fieldset className="app-reviews__judge">
      <legend className="nhsuk-u-visually-hidden">{about}</legend>
      {refused ? (
        <Notice tone="danger" role="alert" title="That was not saved.">
          {refused}
        </Notice>
      ) : null}
      {gone ? <p>{gone}</p> : null}
      <TextArea
        id={id}
        label="Why, in a sentence"
        hint={hint}
        error={wrong}
        value={because}
        onChange={setBecause}
        maxLength={1000}
      />
      <div className="app-row">
        {gone ? null : (
          <Button look="primary" disabled={isBusy} onClick={() => decide('allowed')}>
            {yes}
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => decide('refused')}>
          {no}
        </Button>
      </div>
    </fieldset>
  )
}
