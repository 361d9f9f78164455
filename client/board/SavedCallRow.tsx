import type { ReactNode } from 'react'
import { showMoment } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { showFrom } from './core/words.ts'

type Props = {
  call: { at: Instant; from: E164 | null }
  now: string
  standing: { isLate: boolean; says: string }
  /** What can be done with it; `which` says of which call, for whoever hears the buttons only. */
  acts: (which: string) => ReactNode
}

/** A saved call of which something is still to be put right: when and from where, how it stands, and what can be done. */
export function SavedCallRow({ call, now, standing, acts }: Props) {
  const [at, from] = [showMoment(call.at, now), showFrom(call.from)]
  return (
    <li className="app-about-nobody__call">
      <b>
        {at} · {from}
      </b>
      {standing.isLate ? <Tag tone="danger">■ Late</Tag> : null}
      <span className="app-small app-about-nobody__says">{standing.says}</span>
      {acts(`${at}, ${from}`)}
    </li>
  )
}
