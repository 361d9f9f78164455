import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CallId } from '#shared/ids.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { EditFields } from './EditFields.tsx'
import type { Edit } from './RecordGlance.tsx'
import { useEdit } from './useEdit.ts'

type Props = {
  callId: CallId
  epoch: number
  edit: Edit
  isStale: boolean
  onClose: () => void
  onSaved: () => void
}

/** Writes one thing onto the record. When somebody changed it meanwhile, both are seen before anything is written over. */
export function EditEntry({ callId, epoch, edit, isStale, onClose, onSaved }: Props) {
  const work = useEdit({ callId, epoch, edit, onSaved })
  const [isAsking, ask] = useState(false)
  /** What was typed is thrown away only by somebody who has been told so. */
  const leave = () => (work.isChanged && !isAsking ? ask(true) : onClose())
  useFocusOnError(work.errors)
  const title = sectionOf(edit.section).title
  const added: Partial<Record<SectionName, string>> = {
    phones: 'a telephone',
    notes: 'a note',
    alerts: 'an alert',
  }
  return (
    <Dialog title={edit.item ? `Change: ${title}` : `Add ${added[edit.section] ?? title}`} onClose={leave}>
      <form
        className="app-stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void work.save()
        }}
      >
        <ErrorSummary errors={work.errors.filter(({ id }) => id === '')} title="That was not saved" />
        {work.meanwhile ? (
          <Notice tone="caution" role="alert" title={`${work.meanwhile.by} changed this meanwhile.`}>
            <p>Now it says: {work.meanwhile.words}</p>
            <p>Yours is kept below. Save again to write it over theirs, or close to leave theirs.</p>
          </Notice>
        ) : null}
        <EditFields
          section={edit.section}
          form={work.form}
          errors={work.errors}
          onChange={change => {
            ask(false)
            work.change(change)
          }}
        />
        {isAsking ? (
          <Notice tone="caution" role="alert" title="This is not saved.">
            Save it, or close once more to leave it.
          </Notice>
        ) : null}
        <p className="app-quiet app-small">Your name, this call and the time are kept with it.</p>
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || work.isBusy}>
            {work.isBusy ? 'Saving…' : work.meanwhile ? 'Save mine over theirs' : 'Save on the record'}
          </Button>
          {isStale ? <span className="app-quiet">We cannot hear the server: wait.</span> : null}
        </div>
      </form>
    </Dialog>
  )
}
