import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { AccessLine } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/** Who has looked at this record, in the words in which it can be read to the person. Reading it is a look as well. */
export function AccessLog({ patientId }: { patientId: PatientId }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="app-glance__more" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Who has looked at this record</summary>
      {isOpen ? <Lines patientId={patientId} /> : null}
    </details>
  )
}

function Lines({ patientId }: { patientId: PatientId }) {
  const loaded = useLoad(`access log ${patientId}`, signal =>
    call(routes.accessLog, { params: { patientId }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the list…" />
  if (loaded.kind === 'failed')
    return (
      <Notice tone="danger" title="The list could not be opened.">
        {loaded.failure.message}
      </Notice>
    )
  const { lines, before } = loaded.value
  return (
    <div className="app-stack">
      <p className="app-quiet app-small">Newest first, in the words in which the person can read it.</p>
      <ol className="app-access__log">
        {lines.map(line => (
          <Line key={`${line.at} ${line.who} ${line.did}`} line={line} />
        ))}
      </ol>
      {before !== null ? (
        <p className="app-quiet app-small">
          There is more before this. Ask the privacy officer for all of it.
        </p>
      ) : null}
      <div>
        <Button size="small" onClick={loaded.again}>
          Read it again
        </Button>
      </div>
    </div>
  )
}

function Line({ line }: { line: AccessLine }) {
  return (
    <li className={`app-access__line app-access__line--${line.tone}`}>
      <time className="app-numbers app-quiet" dateTime={line.at}>
        {showDate(dayOf(line.at))} {showTime(line.at)}
      </time>
      <span>
        <b>{line.who}</b> {line.did}.{line.because ? <> They wrote: “{line.because}”</> : null}
        {line.what.length > 0 ? (
          <span className="app-small app-quiet"> Shown: {line.what.join(', ')}.</span>
        ) : null}
      </span>
      {line.tone === 'emergency' ? <Tag tone="danger">Emergency</Tag> : null}
      {line.tone === 'refused' ? <Tag>Refused</Tag> : null}
    </li>
  )
}
