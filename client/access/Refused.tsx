import type { ReactNode } from 'react'
import type { Standing } from '#shared/access.ts'
import type { Me } from '#shared/staff.ts'
import { ClosedByThem } from './ClosedByThem.tsx'
import type { Whom } from './core/whom.ts'
import { RingTheLine } from './RingTheLine.tsx'

type Props = {
  standing: Standing
  me: Me
  hasSettled: boolean
  /** Whose record was asked for, in words that whoever asked had before. */
  whom: Whom | null
  children: ReactNode
}

/** In the place of a record that is not shown: whose was asked for, what would open it, and whom to ring. */
export function Refused({ standing, me, hasSettled, whom, children }: Props) {
  return (
    <div id="record-standing" className="app-stack" tabIndex={-1}>
      {whom ? <h2 className="app-refused__whom">{whom}</h2> : null}
      <ClosedByThem standing={standing} hasSettled={hasSettled} />
      {children}
      {me.organisationKind === 'hub' ? null : <RingTheLine line={me.line} />}
    </div>
  )
}
