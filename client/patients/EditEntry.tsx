import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CallId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { Conflict } from './Conflict.tsx'
import { EditFields } from './EditFields.tsx'
import { KnownStateChoice, mayBeUnknown } from './KnownStateChoice.tsx'
import type { Edit } from './RecordGlance.tsx'
import { useEdit } from './useEdit.ts'

type Props = {
  callId: CallId
  epoch: number
  edit: Edit
  /** As it is on the screen now: a colleague may be quicker than this form. */
  record: RecordAtAGlance
  isStale: boolean
  onClose: () => void
  onSaved: () => void
}

/** Writes one thing onto the record. When somebody changed it meanwhile, both are seen before anything is written over. */
export function EditEntry({ callId, epoch, edit, record, isStale, onClose, onSaved }: Props) {
  const { section } = edit
  const work = useEdit({ callId, epoch, edit, record, onSaved })
  const [isAsking, ask] = useState(false)
  /** What was typed is thrown away only by somebody who has been told so. */
  const leave = () => (work.isChanged && !isAsking ? ask(true) : onClose())
  useFocusOnError(work.errors)
  const title = sectionOf(section).title
  const added: Partial<Record<SectionName, string>> = {
    phones: 'a telephone',
    notes: 'a note',
    alerts: 'an alert',
  }
  const { conflict, newer } = work
  return (
    <Dialog title={edit.item ? `Change: ${title}` : `Add ${added[section] ?? title}`} onClose={leave}>
      {isAsking ? (
        <Notice tone="caution" role="alert" title="This is not saved.">
          Save it, or close once more to leave it.
        </Notice>
      ) : null}
      {conflict ? (
        <Conflict
          key={conflict.theirs.version}
          section={section}
          was={work.base.content}
          {...conflict}
          wrongs={work.wrongs}
          isStale={isStale}
          isBusy={work.isBusy}
          onSave={chosen => void work.saveChosen(conflict.theirs, chosen)}
          onGoOn={chosen => work.goOn(conflict.theirs, chosen)}
          onLeave={onClose}
        />
      ) : (
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void work.save()
          }}
        >
          <ErrorSummary errors={work.errors.filter(({ id }) => id === '')} title="That was not saved" />
          {newer ? (
            <Notice
              tone="caution"
              role="status"
              title={`${newer.by} changed this while you were writing.`}
              actions={<Button onClick={() => work.look(newer)}>See what differs</Button>}
            >
              Nothing of yours is lost.
            </Notice>
          ) : null}
          {mayBeUnknown(section) ? (
            <KnownStateChoice value={work.knownState} onChange={work.setKnownState} />
          ) : null}
          {work.knownState === 'known' ? (
            <EditFields
              section={section}
              form={work.form}
              errors={work.errors}
              onChange={change => {
                ask(false)
                work.change(change)
              }}
            />
          ) : null}
          <p className="app-quiet app-small">Your name, this call and the time are kept with it.</p>
          <div className="app-row">
            <Button type="submit" look="primary" disabled={isStale || work.isBusy}>
              {work.isBusy ? 'Saving…' : 'Save on the record'}
            </Button>
            {isStale ? <span className="app-quiet">We cannot hear the server: wait.</span> : null}
          </div>
        </form>
      )}
    </Dialog>
  )
}
