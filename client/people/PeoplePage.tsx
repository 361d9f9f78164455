import { useState } from 'react'
import { AnnouncerProvider } from '#client/ui/Announcer.tsx'
import { KeysButton } from '#client/ui/KeysButton.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { ThemeSwitch } from '#client/ui/ThemeSwitch.tsx'
import { type Me, roles } from '#shared/staff.ts'
import '#client/access/AccessDesk.css'
import { NOTHING_TYPED } from './core/registerForm.ts'
import { PeopleDesk } from './PeopleDesk.tsx'

/** A page of its own, so that the console stays where it is: registering, two records of one person, records in dispute. */
export function PeoplePage({ me }: { me: Me }) {
  const [form, setForm] = useState(NOTHING_TYPED)
  return (
    <ShortcutsProvider>
      <AnnouncerProvider>
        <div className="app-access">
          <title>People · Goldthread</title>
          <header className="app-access__strip">
            <Mark />
            <h1 className="app-access__line">
              People
              <span className="app-small app-quiet">
                {me.name}, {roles[me.role].text.toLowerCase()} · {me.line.name}
              </span>
            </h1>
            {me.practice ? <Tag>Practice</Tag> : null}
            <div className="app-access__mine">
              <a href="/">Back to the first page</a>
              <ThemeSwitch />
              <KeysButton />
            </div>
          </header>
          <PeopleDesk me={me} form={form} onForm={setForm} />
        </div>
      </AnnouncerProvider>
    </ShortcutsProvider>
  )
}
