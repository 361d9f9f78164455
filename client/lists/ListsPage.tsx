import { KeysButton } from '#client/ui/KeysButton.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { type Me, type Role, roles } from '#shared/staff.ts'
import '#client/access/AccessDesk.css'
import './ListsPage.css'
import { BringList } from './BringList.tsx'
import { TakeList } from './TakeList.tsx'

/** As server/staff/core/can.ts has it; the server asks again. */
const MAY: readonly Role[] = ['shift_lead', 'clinician', 'administrator']

/** Whom an organisation looks after, as a file: taken away, or brought in. */
export function ListsPage({ me }: { me: Me }) {
  return (
    <div className="app-access">
      <title>Lists · Goldthread</title>
      <header className="app-access__strip">
        <Mark />
        <h1 className="app-access__line">
          {me.organisation}
          <span className="app-small app-quiet">
            {me.name}, {roles[me.role].text.toLowerCase()} · {me.line.name}
          </span>
        </h1>
        {me.practice ? <Tag>Practice</Tag> : null}
        <div className="app-access__mine">
          <ThemeSwitch />
          <KeysButton />
          <a href="/">Back</a>
        </div>
      </header>
      <main className="app-lists">
        {MAY.includes(me.role) ? (
          <>
            <TakeList organisation={me.organisation} />
            <BringList organisation={me.organisation} />
          </>
        ) : (
          <Notice tone="plain" title="Lists are not part of your role.">
            Shift leads, clinicians and administrators take and bring them.
          </Notice>
        )}
      </main>
    </div>
  )
}
