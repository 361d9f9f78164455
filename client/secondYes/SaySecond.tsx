import { useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { useReason } from '#client/ui/useReason.ts'
import { type SecondWord, WHY_NOT_SAID } from '#shared/secondYes.ts'
import { Judged } from './Judged.tsx'

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
  const { isBusy, errors, error, refused, give } = useReason({ id, least: 10, wanting: WHY_NOT_SAID })
  useFocusOnError(errors)

  async function decide(says: SecondWord['says']) {
    const isDecided = await give(because, async () => {
      const reply = await say({ commandId, says, because })
      setCommandId(newCommandId())
      return reply
    })
    if (isDecided) onDecided()
  }

  return (
    <Judged about={about} refused={refused}>
      {gone ? <p>{gone}</p> : null}
      <TextArea
        id={id}
        label="Why, in a sentence"
        hint={hint}
        error={error}
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
    </Judged>
  )
}
