import type { ReactNode } from 'react'
import { OwnTools } from '#client/signIn/OwnTools.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { type Me, roles } from '#shared/staff.ts'
import './AccessDesk.css'

type Props = {
  me: Me
  title: string
  onLeave: () => void
  /** The way back, where this is not the first page. */
  children?: ReactNode
}

/** The strip over every page that is not the console: where one is and as whom, and what is one's own. */
export function DeskStrip({ me, title, onLeave, children }: Props) {
  return (
    <header className="app-access__strip">
      <Mark />
      <h1 className="app-access__line">
        {title}
        <span className="app-small app-quiet">
          {me.name}, {roles[me.role].text.toLowerCase()} · {me.line.name}
        </span>
      </h1>
      {me.practice ? <Tag>Practice</Tag> : null}
      {children}
      <div className="app-access__mine">
        <OwnTools me={me} onLeave={onLeave} />
      </div>
    </header>
  )
}
