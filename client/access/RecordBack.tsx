import { Button } from '#client/ui/Button.tsx'

export type RecordBackWords = {
  /** What leaving does while a record is open, and where there is none to close. */
  closes: string
  leaves: string
  go: () => void
}

/** The way back from a record to what it was opened from: the same place, open or refused. */
export function RecordBack({ closes, leaves, go, isOpen }: RecordBackWords & { isOpen: boolean }) {
  return (
    <div className={isOpen ? 'app-access__back' : undefined}>
      <Button id="record-back" look={isOpen ? 'quiet' : 'secondary'} onClick={go}>
        {isOpen ? closes : leaves}
      </Button>
    </div>
  )
}
