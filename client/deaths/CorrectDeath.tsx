import { ReasonDialog } from '#client/ui/ReasonDialog.tsx'
import type { DeathWay } from './deathWay.ts'

type Props = { way: DeathWay; isStale: boolean; onClose: () => void; onDone: () => void }

/** The death was never one, or of somebody else: a shift lead says how that came about, and the record says both. */
export function CorrectDeath({ way, ...rest }: Props) {
  return (
    <ReasonDialog
      {...rest}
      title="Reported in error"
      explains="The person is on the register again as before, what the report stopped is owed again, and what it began is withdrawn. The report stays on the record, struck through, with your reason."
      id="correct-because"
      label="How the mistake came about"
      hint="The person, and their family, may read it"
      least={10}
      wanting="Say in a sentence how the mistake came about."
      maxLength={500}
      act="This person has not died"
      busy="Correcting…"
      look="danger"
      send={way.correct}
    />
  )
}
