import { useCallback, useMemo, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Edit } from './edit.ts'
import { AddDialog } from './form/AddDialog.tsx'
import { offersOf } from './form/core/offers.ts'
import { useRecordDoor } from './recordDoor.ts'

type Props = {
  record: RecordAtAGlance
  /** Something was just saved. */
  isSaved: boolean
  isStale: boolean
  onEdit: (edit: Edit) => void
}

/** What a call teaches most often is one press away; everything else of the record two. */
const AT_HAND: readonly { section: SectionName; says: string; whole?: string }[] = [
  { section: 'phones', says: 'Telephone' },
  { section: 'notes', says: 'Note' },
  { section: 'anticipatoryDoses', says: 'Dose', whole: 'Dose given' },
]

/** On one line with the record's age, so that a desk's smallest screen shows both: the legend says what the buttons are for. */
export function Teach({ record, isSaved, isStale, onEdit }: Props) {
  const [isAdding, setAdding] = useState(false)
  const { mayWrite } = useRecordDoor()
  const blocks = useMemo(() => offersOf(record, mayWrite), [record, mayWrite])
  const add = useCallback(() => setAdding(true), [])
  const isReader = blocks.length === 0
  useShortcut('P', 'Put something on the record', isStale || isReader ? null : add)
  if (isReader) return null
  return (
    <fieldset className="app-row">
      <legend className="nhsuk-u-visually-hidden">Put something on the record</legend>
      {AT_HAND.filter(({ section }) => mayWrite(section)).map(({ section, says, whole = says }) => (
        <Button
          key={section}
          size="small"
          aria-label={`+ ${whole}`}
          disabled={isStale}
          onClick={() => onEdit({ section })}
        >
          + {says}
        </Button>
      ))}
      <Button size="small" shortcut="P" disabled={isStale} onClick={add}>
        Add…
      </Button>
      <span className="app-glance__saved" role="status">
        {isSaved ? '✓ Saved.' : ''}
      </span>
      {isAdding ? (
        <AddDialog
          blocks={blocks}
          onClose={() => setAdding(false)}
          onChoose={({ section, item }) => {
            setAdding(false)
            onEdit({ section, ...(item ? { item } : {}) })
          }}
        />
      ) : null}
    </fieldset>
  )
}
