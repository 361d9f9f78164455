import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'

type Props = { isStale: boolean; isBusy: boolean; onSave: (where: string) => void; onLeave: () => void }

/** A person whom we do not know is helped all the same: a provisional record, with what was said. */
export function ProvisionalForm({ isStale, isBusy, onSave, onLeave }: Props) {
  const [where, setWhere] = useState('')
  return (
    <Notice tone="action" title="Nobody is turned away.">
      <form
        className="app-stack"
        onSubmit={event => {
          event.preventDefault()
          onSave(where)
        }}
      >
        <p>
          With the name and birth date above, as far as you know them, a provisional record is begun. It is
          joined to the right one later.
        </p>
        <TextField label="Where they are" value={where} onChange={setWhere} maxLength={200} autoFocus />
        <div className="app-row">
          <Button type="submit" disabled={isStale || isBusy}>
            Begin a provisional record
          </Button>
          <Button look="quiet" onClick={onLeave}>
            No, look again
          </Button>
        </div>
      </form>
    </Notice>
  )
}
