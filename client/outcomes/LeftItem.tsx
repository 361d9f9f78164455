import { useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { CallId, CommandId, PatientId } from '#shared/ids.ts'
import type { LeftWritten, SettleLeft } from '#shared/movedOutcome.ts'
import { saysItself } from '#shared/record/saidOnce.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'

type Left = LeftWritten['records'][number]['items'][number]
type Props = { left: Left; callId: CallId; patientId: PatientId; isStale: boolean; onSettled: () => void }

const NO_REASON = 'Say in a few words why it is struck out.'
const MEANWHILE = 'Somebody has changed it since. Close this window, and look again.'

/** One thing that a call wrote on a record which it left: struck out with a reason, or right of this person as well. */
export function LeftItem({ left, callId, patientId, isStale, onSettled }: Props) {
  const [because, setBecause] = useState<string | null>(null)
  const [wrong, setWrong] = useState<{ id: string; says: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const commands = useRef(new Map<string, CommandId>())
  const { item, title, says, wasThere, mayStrike } = left
  const field = `strike-${item.itemId}`
  const cannot = isStale || isBusy
  const words = saysItself({ title, headline: says }) ? says : `${title}: ${says}`

  async function settle(act: SettleLeft['act']) {
    // The same wish sent again, because the answer was lost, is the same command.
    const wish = JSON.stringify(act)
    const commandId = commands.current.get(wish) ?? newCommandId()
    commands.current.set(wish, commandId)
    setBusy(true)
    setWrong(null)
    try {
      const body = { commandId, patientId, item, act }
      const reply = await call(routes.settleLeft, { params: { callId }, body })
      if (reply.kind === 'saved') return onSettled()
      setWrong({ id: '', says: MEANWHILE })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setWrong({ id: '', says: error.message })
    } finally {
      setBusy(false)
    }
  }

  return (
    <li className="app-left__item">
      {wrong?.id === '' ? <ErrorSummary errors={[wrong]} title="That was not done" /> : null}
      <b className="app-left__says">{words}</b>
      {wasThere ? (
        <span className="app-small">
          The call changed what was there before. Struck out, neither is used any more: tell whoever looks
          after this person.
        </span>
      ) : null}
      {because === null ? (
        <div className="app-row">
          {mayStrike ? (
            <Button
              size="small"
              disabled={cannot}
              aria-label={`Strike it out: ${words}`}
              onClick={() => setBecause('It was said about somebody else')}
            >
              Strike it out…
            </Button>
          ) : null}
          <Button
            look="quiet"
            size="small"
            disabled={cannot}
            aria-label={`It is right of this person too: ${words}`}
            onClick={() => void settle({ kind: 'right' })}
          >
            It is right of this person too
          </Button>
        </div>
      ) : (
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (isReason(because, 3)) void settle({ kind: 'strike', because: because.trim() })
            else setWrong({ id: field, says: NO_REASON })
          }}
        >
          <TextField
            id={field}
            label="Why it is struck out"
            hint="It stays on this record, crossed out, with your reason: name nobody."
            error={wrong?.id === field ? wrong.says : undefined}
            value={because}
            onChange={setBecause}
            maxLength={500}
            autoFocus
          />
          <div className="app-row">
            <Button type="submit" look="primary" size="small" disabled={cannot}>
              Strike it out
            </Button>
            <Button look="quiet" size="small" onClick={() => setBecause(null)}>
              No
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}
