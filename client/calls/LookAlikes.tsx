import { useState } from 'react'
import { useLoad } from '#client/api/useLoad.ts'
import { SideBySide } from '#client/people/SideBySide.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { SideBySide as Beside } from '#shared/sideBySide.ts'

type Props = {
  /** Whom, and in which call. */
  of: string
  ask: (signal: AbortSignal) => Promise<Beside>
  isStale: boolean
  words?: BesideWords
}
export type BesideWords = { act: string; title: string; says: string }

const ALIKE: BesideWords = {
  act: 'Look at them side by side',
  title: 'Who could be taken for whom',
  says: 'Ask the caller for what differs. Do not read any of it out. Each of them sees that you looked.',
}

/** Who could be taken for this person, side by side: a look at each of them, and so only at a press. */
export function LookAlikes({ words = ALIKE, ...props }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} onClick={() => setOpen(true)}>
        {words.act}…
      </Button>
      {isOpen ? (
        <Dialog look="wide" title={words.title} onClose={() => setOpen(false)}>
          <Shown {...props} words={words} />
        </Dialog>
      ) : null}
    </>
  )
}

function Shown({ of, ask, words }: Props & { words: BesideWords }) {
  const loaded = useLoad(`beside ${of}`, ask)
  if (loaded.kind === 'loading') return <Skeleton lines={6} label="Opening them…" />
  if (loaded.kind === 'failed') return <NotLoaded title="They could not be opened." failed={loaded} />
  return (
    <div className="app-stack">
      <p>{words.says}</p>
      <SideBySide beside={loaded.value} title={words.title} />
    </div>
  )
}
