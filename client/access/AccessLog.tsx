import { useId, useState } from 'react'
import { usePages } from '#client/api/usePages.ts'
import type { Hears } from '#client/patients/hearsLog.ts'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useShownWithFocus } from '#client/ui/useShownWithFocus.ts'
import type { AccessLog as Log } from '#shared/access.ts'
import './AccessLog.css'
import { type Ask, AskAboutLook, Asked } from './AskAboutLook.tsx'
import { foldLooks, howOften, type Look } from './core/foldLooks.ts'

type Props = {
  /** Whose it is, and by which way in: another one is another list. */
  of: string
  read: (asked: { query: { before?: number }; signal?: AbortSignal }) => Promise<Log>
  /** Hands on what the person asks about a look. */
  ask: Ask
  /** In a call: whether it may be told to whoever rings. */
  hears?: Hears
}

/** Who has looked at this record, in the words in which it can be read to the person. Reading it is a look as well. */
export function AccessLog({ of, read, ask, hears }: Props) {
  const [isOpen, setOpen] = useState(false)
  const title = useId()
  return (
    <details className="app-glance__more" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary id={title} className="app-looks__title">
        Who has looked at this record
      </summary>
      {isOpen ? (
        <div className="app-stack">
          {hears ? <WhoHears {...hears} /> : null}
          <Lines of={of} read={read} ask={ask} title={title} />
        </div>
      ) : null}
    </details>
  )
}

function WhoHears({ who, may, because }: Hears) {
  return (
    <Notice
      tone={may ? 'well' : 'danger'}
      title={may ? `This may be read to ${who}.` : `Do not read this to ${who}.`}
    >
      {because}
    </Notice>
  )
}

function Lines({ of, read, ask, title }: Pick<Props, 'of' | 'read' | 'ask'> & { title: string }) {
  const { loaded, rows, hasEarlier, earlier, isBusy, problem } = usePages(
    `access log ${of}`,
    async (before, signal) => {
      const query = before === undefined ? {} : { before }
      const log = await read({ query, ...(signal ? { signal } : {}) })
      return { rows: log.lines, before: log.before }
    },
  )
  useFocusIfGone('looks-again', 'details')
  useShownWithFocus(title, loaded.kind) // it stands at the end of a long record
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the list…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The list could not be opened." failed={loaded} />
  return (
    <div className="app-stack">
      <p className="app-quiet app-small">
        Newest first, in the words in which the person can read it. A page that stays open reads the record
        again by itself when it changes, and each time is counted. The numbers at the end are for whoever
        checks the log.
      </p>
      <ol className="app-looks">
        {foldLooks(rows).map(look => (
          <Line key={look.id} look={look} ask={ask} onAsked={loaded.again} />
        ))}
      </ol>
      {problem ? <Notice tone="danger" role="alert" title={problem} /> : null}
      <div className="app-row">
        {hasEarlier ? (
          <Button size="small" disabled={isBusy} onClick={() => void earlier()}>
            Earlier looks
          </Button>
        ) : null}
        <Button id="looks-again" size="small" onClick={loaded.again}>
          Read it again
        </Button>
      </div>
    </div>
  )
}

function Line({ look, ask, onAsked }: { look: Look; ask: Ask; onAsked: () => void }) {
  const { links, from } = look
  const [began, ended] = [showTime(from), showTime(look.at)]
  return (
    <li className="app-looks__line">
      <time className="app-numbers app-quiet" dateTime={look.at}>
        {showDate(dayOf(look.at))} {began === ended ? ended : `${began} to ${ended}`}
      </time>
      <span>
        <b>{look.who}</b> {look.did}
        {howOften(look)}.{look.because ? ` They wrote: ${quoted(look.because)}` : null}
        <Named parts={look.what} as={look.isWritten ? 'Written' : 'Shown'} />
        {look.asked?.map(asked => (
          <Asked key={asked.at} asked={asked} />
        ))}
      </span>
      <span className="app-looks__tags">
        {look.isForThemAlone ? <Tag tone="caution">For the person alone</Tag> : null}
        {look.tone === 'emergency' ? <Tag tone="danger">Emergency</Tag> : null}
        {look.tone === 'refused' ? <Tag>Refused</Tag> : null}
        <span className="app-small app-quiet app-numbers" title="Links of the log’s chain">
          {links.join(', ')}
        </span>
        {look.asked?.some(asked => !asked.answer) ? null : (
          <AskAboutLook
            look={look}
            says={`${look.who} ${look.did}${howOften(look)}.`}
            ask={ask}
            onAsked={onAsked}
          />
        )}
      </span>
    </li>
  )
}

const MOST_NAMED = 6

/** A whole record has some thirty parts: how many there were is read at once, and their names at a press. */
function Named({ parts, as }: { parts: readonly string[]; as: 'Written' | 'Shown' }) {
  if (parts.length === 0) return null
  const names = parts.join(', ')
  if (parts.length <= MOST_NAMED) return <span className="app-small app-quiet"> {`${as}: ${names}.`}</span>
  return (
    <details className="app-small app-quiet">
      <summary>{`${as}: ${parts.length} parts of the record`}</summary>
      {names}.
    </details>
  )
}
