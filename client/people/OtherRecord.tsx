import { useState } from 'react'
import { ListIsOld, useListLoaded, Withheld } from '#client/access/ListIsOld.tsx'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { showDate } from '#client/ui/core/when.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { PatientId } from '#shared/ids.ts'
import type { OtherRecords } from '#shared/links.ts'
import type { PatientBanner } from '#shared/record/glance.ts'
import { ProposeLink } from './ProposeLink.tsx'
import { SideBySide } from './SideBySide.tsx'

type Ask = (signal: AbortSignal) => Promise<OtherRecords>
type Props = {
  /** What the question is asked of, so that an answer about another record is dropped. */
  of: string
  patientId: PatientId
  banner: PatientBanner
  isStale: boolean
  ask: Ask
}

/** From an open record: who may have a second one, and the proposal that the two are of one person. */
export function OtherRecord(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const [isProposed, setProposed] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} onClick={() => setOpen(true)}>
        Another record of this person…
      </Button>
      {isProposed ? (
        <Notice tone="plain" role="status" title="Two records, one person: proposed.">
          A shift lead looks at both and links them. Until then, write here.
        </Notice>
      ) : null}
      {isOpen ? (
        <Dialog look="wide" title="Another record of this person" onClose={() => setOpen(false)}>
          <Others
            {...props}
            onDone={() => {
              setProposed(true)
              setOpen(false)
            }}
          />
        </Dialog>
      ) : null}
    </>
  )
}

function Others({ of, patientId, banner, isStale, ask, onDone }: Props & { onDone: () => void }) {
  const loaded = useLoad(`others ${of}`, ask)
  const isWithheld = useListLoaded(loaded)
  const [chosen, setChosen] = useState<PatientId | ''>('')
  if (loaded.kind === 'loading') return <Skeleton lines={6} label="Looking who is there…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not look." failed={loaded} />
  const { people, beside, mayExist } = loaded.value
  const says = people.map(({ patientId: value, name, birthMonth, same, differences }) => ({
    value,
    name: `${name}${birthMonth ? `, born ${birthMonth}` : ''}`,
    says: `${name}${birthMonth ? `, born ${birthMonth}` : ''}: ${[...same, ...differences].join(', ')}`,
  }))
  const other = says.find(({ value }) => value === chosen)
  return (
    <div className="app-stack">
      <ListIsOld loaded={loaded} />
      {isWithheld ? <Withheld /> : null}
      <div hidden={isWithheld} className="app-stack">
        {mayExist ? (
          <Notice tone="caution" title="There may be a record that you may not see.">
            Ring the line: they can look at both.
          </Notice>
        ) : null}
        {people.length === 0 ? (
          <p>
            Nobody else whom you may see has this NHS number, this birth date with a like name, the same
            names, or a telephone or postcode with a name in common.
          </p>
        ) : (
          <p>
            Look at what is the same and what differs. Two people can share a name and a birth date. Do not
            read any of it out; each of them sees that you looked.
          </p>
        )}
        {beside ? <SideBySide beside={beside} title="Who may be the same person" /> : null}
        {people.length > 0 ? (
          <Radios
            label="Which of them is this person?"
            value={chosen}
            choices={says}
            none="None of them"
            onChange={setChosen}
          />
        ) : null}
        {other ? (
          <ProposeLink
            key={other.value}
            one={{
              patientId,
              says: `This one, which is open: ${banner.name}${banner.birthDate ? `, born ${showDate(banner.birthDate)}` : ''}`,
            }}
            two={{ patientId: other.value, says: `The other one: ${other.name}` }}
            isStale={isStale}
            onDone={onDone}
          />
        ) : null}
      </div>
    </div>
  )
}
