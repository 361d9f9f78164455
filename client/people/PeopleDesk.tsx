import { useState } from 'react'
import { useServerHeard } from '#client/live/useServerHeard.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useUnheard } from '#client/ui/useUnheard.ts'
import type { Me, Role } from '#shared/staff.ts'
import type { RegisterForm } from './core/registerForm.ts'
import { Disputes } from './Disputes.tsx'
import { Links } from './Links.tsx'
import './Register.css'
import { Registering } from './Registering.tsx'

type Part = 'register' | 'links' | 'disputes'
const PARTS: Readonly<Record<Part, { title: string; roles: readonly Role[] }>> = {
  register: {
    title: 'Register a person',
    roles: ['coordinator', 'shift_lead', 'clinician', 'administrator'],
  },
  links: { title: 'Two records, one person', roles: ['shift_lead', 'administrator'] },
  disputes: { title: 'Identity disputed', roles: ['shift_lead', 'privacy_officer'] },
}

type Props = {
  me: Me
  /** What was typed so far: kept by the page, so that a call that is taken meanwhile does not lose it. */
  form: RegisterForm
  onForm: (form: RegisterForm) => void
}

/** Who somebody is: registering, two records of one person, and records that are disputed. */
export function PeopleDesk({ me, form, onForm }: Props) {
  const mine = (Object.keys(PARTS) as Part[]) // keys of a const object
    .filter(
      part => PARTS[part].roles.includes(me.role) && (part !== 'links' || me.organisationKind === 'hub'),
    )
  // The board of a shift lead leads to one of them.
  const asked = mine.find(each => location.hash === `#${each}`)
  const [part, setPart] = useState<Part>(asked ?? mine[0] ?? 'register')
  const { isStale } = useServerHeard()
  const unheard = useUnheard()
  if (mine.length === 0)
    return (
      <main className="app-people">
        <Notice tone="plain" title="Registering people is not part of your role.">
          Nurses of the line, clinicians and administrators register them. Ring the line if somebody is
          missing.
        </Notice>
      </main>
    )
  return (
    <main className="app-people">
      <div className="app-row">
        {mine.length > 1
          ? mine.map(each => (
              <Button
                key={each}
                look={each === part ? 'primary' : 'secondary'}
                aria-pressed={each === part}
                onClick={() => setPart(each)}
              >
                {PARTS[each].title}
              </Button>
            ))
          : null}
      </div>
      <h2>{PARTS[part].title}</h2>
      {isStale && part !== 'register' ? (
        <Notice tone="danger" role="status" title={`${unheard.title}.`}>
          What you see may be old, and nothing is saved until it is back.
        </Notice>
      ) : null}
      {part === 'register' ? <Registering me={me} form={form} isStale={isStale} onForm={onForm} /> : null}
      {part === 'links' ? <Links /> : null}
      {part === 'disputes' ? <Disputes maySettle={me.role === 'shift_lead'} /> : null}
    </main>
  )
}
