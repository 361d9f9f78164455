import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { ReasonDialog, type Reasoned } from '#client/ui/ReasonDialog.tsx'
import type { CallDetail, CallerSaid, CallIdentity } from '#shared/calls.ts'
import { type CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

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

function Opening({ callId, identity, isStale, onDetail, onClose }: Props & { onClose: () => void }) {
  const open = async ({ commandId, because }: Reasoned) => {
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
    return reply
  }
  return (
    <ReasonDialog
      title="Open all of it"
      explains="Only when somebody could come to harm. A privacy officer reads your reason, and so can the person."
      id="all-because"
      label="What could happen otherwise"
      least={10}
      wanting="Say in a sentence what could happen otherwise."
      maxLength={500}
      act="Open it"
      busy="Opening…"
      look="danger"
      isStale={isStale}
      send={open}
      onDone={onClose}
      onClose={onClose}
    />
  )
}

/** As the caller said it: whom the nurse chose of the record is not said anew. */
function saidBy({ caller }: CallIdentity): CallerSaid {
  if (!caller) return { name: '', relationship: '' }
  const { contactItemId: _, ...said } = caller
  return said
}
