import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { CallDetail, CallerSaid, CallIdentity } from '#shared/calls.ts'
import { type CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'

type Props = {
  callId: CallId
  identity: CallIdentity
  isStale: boolean
  onDetail: (detail: CallDetail) => void
}

/** They wanted to be off the register: what is not shown is said, and what opens it all the same. */
export function MinimumRecord(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Notice
      tone="caution"
      title="Off the register, by their own wish."
      actions={
        <Button size="small" look="danger" disabled={props.isStale} onClick={() => setOpen(true)}>
          Open all of it…
        </Button>
      }
    >
      You see who they are, what they agreed to and what keeps them safe. Help as ever. The rest is kept and
      not shown.
      {isOpen ? <Opening {...props} onClose={() => setOpen(false)} /> : null}
    </Notice>
  )
}

const WANTING = { id: 'all-because', says: 'Say in a sentence what could happen otherwise.' }

function Opening({ callId, identity, isStale, onDetail, onClose }: Props & { onClose: () => void }) {
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [isWanting, setWanting] = useState(false)
  const { isBusy, refusals, forget, send } = useSend()

  async function open() {
    forget()
    setWanting(!isReason(because, 10))
    if (!isReason(because, 10)) return
    await send(async () => {
      const reply = await call(routes.confirmIdentity, {
        params: { callId },
        body: {
          commandId,
          epoch: identity.epoch,
          patientId: PatientId.parse(identity.patientId),
          said: {},
          caller: saidBy(identity),
          skippedBecause: because,
        },
      })
      if (reply.kind === 'confirmed') onDetail(reply.detail)
    })
  }

  return (
    <Dialog title="Open all of it" onClose={onClose}>
      <div className="app-stack">
        <ErrorSummary errors={isWanting ? [WANTING] : refusals} />
        <p>
          Only when somebody could come to harm. A privacy officer reads your reason, and so can the person.
        </p>
        <TextArea
          id="all-because"
          label="What could happen otherwise"
          value={because}
          maxLength={500}
          onChange={setBecause}
          autoFocus
        />
        <div className="app-row">
          <Button look="danger" disabled={isStale || isBusy} onClick={() => void open()}>
            {isBusy ? 'Opening…' : 'Open it'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** As the caller said it: whom the nurse chose of the record is not said anew. */
function saidBy({ caller }: CallIdentity): CallerSaid {
  if (!caller) return { name: '', relationship: '' }
  const { contactItemId: _, ...said } = caller
  return said
}
