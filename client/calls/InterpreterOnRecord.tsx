import { useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { type CallId, ItemId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { InterpreterToWrite } from './core/interpreterToWrite.ts'
import { newCommandId } from './useTakeCall.ts'

type Props = {
  callId: CallId
  epoch: number
  /** The person it is about, as they stand on the banner. */
  name: string
  found: InterpreterToWrite | null
  isStale: boolean
}

/** Offered once an interpreter was there: that the person needs one is written by one press. It may be the caller who does: she decides. */
export function InterpreterOnRecord({ callId, epoch, name, found, isStale }: Props) {
  const [commandId] = useState(newCommandId)
  const [written, setWritten] = useState<string | null>(null)
  const [isPutAway, putAway] = useState(false)
  const { isBusy, refused, send } = useSend()
  if (written !== null)
    return <p role="status">It is on the record that an interpreter is needed: {written}.</p>
  if (!found || isPutAway) return null
  const { language, version, itemId, body } = found

  async function write() {
    const edit = {
      commandId,
      epoch,
      section: 'interpreter' as const,
      version,
      ...(itemId ? { itemId: ItemId.parse(itemId) } : {}),
      knownState: 'known' as const,
      body,
    }
    const isDone = await send(async () => {
      const reply = await ask(routes.editRecord, { params: { callId }, body: edit })
      return reply.kind === 'saved' ? reply : { kind: 'refused', because: MEANWHILE }
    })
    if (isDone) setWritten(language)
  }

  return (
    <Notice
      tone="plain"
      title={`Does ${name} need an interpreter?`}
      actions={
        <>
          <Button size="small" disabled={isStale || isBusy} onClick={() => void write()}>
            {isBusy ? 'Saving…' : `Write it: ${language}`}
          </Button>
          <Button size="small" look="quiet" onClick={() => putAway(true)}>
            No, the caller does
          </Button>
        </>
      }
    >
      {refused ? <p role="alert">{refused}</p> : 'Whoever answers next reads it over the record.'}
    </Notice>
  )
}

const MEANWHILE =
  'Something about an interpreter was written meanwhile. Read it on the record, and change it there.'
