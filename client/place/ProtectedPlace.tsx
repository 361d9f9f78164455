import { type ReactNode, useState } from 'react'
import type { Edit } from '#client/patients/edit.ts'
import { useRecordDoor } from '#client/patients/recordDoor.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { AskPlaceContext } from './askPlace.ts'
import { PlaceDialog } from './PlaceDialog.tsx'

type Props = {
  record: RecordAtAGlance
  isStale: boolean
  onEdit: ((edit: Edit) => void) | null
  children: ReactNode
}

/** A record of which the place may be protected: where it is, a way to have it shown. */
export function ProtectedPlace({ record, isStale, onEdit, children }: Props) {
  const { revealPlace, mayWrite } = useRecordDoor()
  const [isAsking, setAsking] = useState(false)
  const { isProtectedLocation, deceased } = record.banner
  const mayAsk = revealPlace !== null && isProtectedLocation
  return (
    <AskPlaceContext value={mayAsk && !isStale ? () => setAsking(true) : null}>
      {children}
      {isAsking && revealPlace ? (
        <PlaceDialog
          reveal={revealPlace}
          now={record.asOf}
          hasDied={deceased !== undefined}
          isStale={isStale}
          mayWrite={mayWrite}
          onEdit={
            onEdit
              ? edit => {
                  setAsking(false)
                  onEdit(edit)
                }
              : null
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </AskPlaceContext>
  )
}
