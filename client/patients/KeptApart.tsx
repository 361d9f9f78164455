import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type SealedItem, KeptApart as Section } from '#shared/record/sealed.ts'
import { sectionOf } from '#shared/record/sections.ts'
import { isReason } from '#shared/text.ts'
import type { Edit } from './edit.ts'
import { KeptApartItems } from './KeptApartItems.tsx'
import { useRecordDoor } from './recordDoor.ts'

type Props = { record: RecordAtAGlance; isStale: boolean; onEdit: (edit: Edit) => void }

/** What is never shown with the rest: one part at a time, for a reason that the person can read. */
export function KeptApart({ record, isStale, onEdit }: Props) {
  const { mayWrite } = useRecordDoor()
  const [isOpen, setOpen] = useState(false)
  const sections = Section.options.filter(mayWrite)
  if (sections.length === 0) return null
  return (
    <>
      <Button look="quiet" size="small" disabled={isStale} onClick={() => setOpen(true)}>
        Kept apart…
      </Button>
      {isOpen ? (
        <Apart
          sections={sections}
          record={record}
          isStale={isStale}
          onEdit={edit => {
            setOpen(false)
            onEdit(edit)
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

type ApartProps = Props & { sections: readonly Section[]; onClose: () => void }
type Opened = { section: Section; items: readonly SealedItem[] }

function Apart({ sections, record, isStale, onEdit, onClose }: ApartProps) {
  const door = useRecordDoor()
  const [section, setSection] = useState<Section | ''>('')
  const [because, setBecause] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  const [opened, setOpened] = useState<Opened | null>(null)
  const isShort = !isReason(because, 10)

  async function open() {
    setAsked(true)
    if (section === '' || isShort) return
    setBusy(true)
    setProblem(undefined)
    try {
      setOpened({ section, items: await door.openSealed({ section, because }) })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    }
    setBusy(false)
  }

  if (opened)
    return (
      <Dialog title={`Kept apart: ${sectionOf(opened.section).title}`} onClose={onClose}>
        <KeptApartItems {...opened} record={record} isStale={isStale} onEdit={onEdit} onClose={onClose} />
      </Dialog>
    )
  return (
    <Dialog title="Kept apart" onClose={onClose}>
      <form
        className="app-stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void open()
        }}
      >
        <p>These are never shown with the rest. Open one only when you need it for what you are doing now.</p>
        <Radios
          label="Which part"
          value={section}
          choices={sections.map(value => ({ value, says: sectionOf(value).title }))}
          error={isAsked && section === '' ? 'Choose one.' : undefined}
          onChange={setSection}
        />
        <TextArea
          label="Why you open it now"
          hint="The person and a privacy officer can read this."
          error={isAsked && isShort ? 'Say in a sentence why you open this.' : problem}
          value={because}
          onChange={setBecause}
          maxLength={1000}
          rows={2}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            {isBusy ? 'Opening…' : 'Open this part'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
