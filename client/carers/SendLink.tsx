import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { watched } from '#shared/carers.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { LinkList } from './LinkList.tsx'
import './SendLink.css'
import { SendLinkForm } from './SendLinkForm.tsx'
import { useLinks } from './useLinks.ts'

type Props = { callId: CallId; epoch: number; patientId: PatientId; hasDied: boolean; isStale: boolean }

/** In a call, once somebody was asked to come: the carer is offered a page on which they see it. Nothing is offered after a death. */
export function SendLink({ callId, epoch, patientId, hasDied, isStale }: Props) {
  const { board } = useLive()
  const [isOpen, setOpen] = useState(false)
  const tasks = [...(board?.teamTasks.values() ?? [])]
  const isToWatch = tasks.some(task => task.patientId === patientId && watched[task.kind] !== undefined)
  const { links, again } = useLinks(callId)
  const close = useCallback(() => setOpen(false), [])
  if (hasDied || (!isToWatch && links.length === 0)) return null
  return (
    <section className="app-send-link" aria-label="Links for carers">
      <div className="app-row">
        {isToWatch ? (
          <Button id="send-link" disabled={isStale} onClick={() => setOpen(true)}>
            Send them the link…
          </Button>
        ) : null}
        <span className="app-quiet">They see who is coming, and when.</span>
      </div>
      <LinkList links={links} isStale={isStale} onStopped={again} />
      {isOpen ? (
        <Dialog look="wide" title="Send them the link" onClose={close}>
          <Form
            callId={callId}
            epoch={epoch}
            isStale={isStale}
            onSent={() => {
              close()
              again()
            }}
          />
        </Dialog>
      ) : null}
    </section>
  )
}

function Form({
  callId,
  epoch,
  ...rest
}: Pick<Props, 'callId' | 'epoch' | 'isStale'> & { onSent: () => void }) {
  const form = useLoad(`visit link form ${callId} ${epoch}`, signal =>
    call(routes.visitLinkForm, { params: { callId }, query: { epoch }, signal }),
  )
  if (form.kind === 'loading') return <Skeleton lines={6} label="Looking whom it may be sent to…" />
  if (form.kind === 'failed')
    return (
      <NotLoaded title="We could not read whom it may be sent to." failed={form}>
        Nothing was sent.
      </NotLoaded>
    )
  return <SendLinkForm callId={callId} epoch={epoch} form={form.value} {...rest} />
}
