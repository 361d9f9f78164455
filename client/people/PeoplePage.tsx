import { useState } from 'react'
import { DeskStrip } from '#client/access/DeskStrip.tsx'
import { AnnouncerProvider } from '#client/ui/Announcer.tsx'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import type { Me } from '#shared/staff.ts'
import { NOTHING_TYPED } from './core/registerForm.ts'
import { PeopleDesk } from './PeopleDesk.tsx'

/** A page of its own, so that the console stays where it is: registering, two records of one person, records in dispute. */
export function PeoplePage({ me, onLeave }: { me: Me; onLeave: () => void }) {
  const [form, setForm] = useState(NOTHING_TYPED)
  return (
    <ShortcutsProvider>
      <AnnouncerProvider>
        <div className="app-access">
          <title>People · Goldthread</title>
          <DeskStrip me={me} title="People" onLeave={onLeave}>
            <a href="/">Back to the first page</a>
          </DeskStrip>
          <PeopleDesk me={me} form={form} onForm={setForm} />
        </div>
      </AnnouncerProvider>
    </ShortcutsProvider>
  )
}
