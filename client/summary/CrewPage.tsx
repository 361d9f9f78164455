import { type FormEvent, useEffect, useState } from 'react'
import { call, callFile } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import { showTime } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import type { OpenedByCode, TypedCode } from '#shared/summary.ts'
import './CrewPage.css'
import { whyNotOpened } from './core/whyNotOpened.ts'
import { OnePage } from './OnePage.tsx'
import { SavePdf } from './SavePdf.tsx'
import { useCrewLink } from './useCrewLink.ts'
import { useStillOpens } from './useStillOpens.ts'

/** For a crew in somebody's house: six letters and digits that a nurse reads to them, and one page. */
export function CrewPage() {
  const link = useCrewLink()
  // Another link is another person: nothing that was typed or opened at the last one stays.
  return <AtLink key={link} link={link} />
}

function AtLink({ link }: { link: string | undefined }) {
  const [code, setCode] = useState('')
  /** With what opened it, which the PDF asks for again: kept in the page for as long as it is open. */
  const [opened, setOpened] = useState<(OpenedByCode & { typed: TypedCode }) | null>(null)
  const [says, setSays] = useState<string | null>(null)
  /** Whose code opens nothing any more: the line that gave it, to ring. */
  const [over, setOver] = useState<OpenedByCode['line'] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const until = opened?.expiresAt
  const line = opened?.line ?? null
  useFocusIfGone('one-page-name', 'body')

  // What its time is over for is not left on a screen in an ambulance.
  useEffect(() => {
    if (until === undefined) return
    const close = () => {
      if (Date.parse(until) > Date.now()) return
      setOpened(null)
      setOver(line)
    }
    const end = setTimeout(close, Math.max(0, Date.parse(until) - Date.now()) + 100)
    document.addEventListener('visibilitychange', close)
    return () => {
      clearTimeout(end)
      document.removeEventListener('visibilitychange', close)
    }
  }, [until, line])

  const isStale = useStillOpens(opened, {
    closed: () => {
      setOpened(null)
      setOver(line)
    },
    changed: () => void read(opened?.typed.code ?? ''),
  })

  function open(event: FormEvent) {
    event.preventDefault()
    void read(code)
  }

  async function read(code: string) {
    setSays(null)
    setBusy(true)
    const typed = { code, link }
    try {
      setOpened({ ...(await call(routes.openByCode, { body: typed })), typed })
      setOver(null)
      setCode('')
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(whyNotOpened(error))
    } finally {
      setBusy(false)
    }
  }

  if (opened)
    return (
      <main className="app-crew">
        <title>Emergency summary · Goldthread</title>
        <div className="app-row app-crew__acts">
          <Button look="primary" className="app-crew__print" onClick={() => window.print()}>
            Print
          </Button>
          <SavePdf ask={() => callFile(routes.pdfByCode, { body: opened.typed })} />
          <Button onClick={() => setOpened(null)}>Close</Button>
          <span className="app-quiet">Open until {showTime(opened.expiresAt)}</span>
        </div>
        {isStale ? (
          <Notice tone="danger" role="status" title={`${UNHEARD_WORDS.not_heard.title}.`}>
            What you see may be old. Ring the line to be sure.
          </Notice>
        ) : null}
        <OnePage
          level={1}
          summary={opened.summary}
          line={opened.line}
          foot={`Given by ${opened.givenBy}, open until ${showTime(opened.expiresAt)}.`}
        />
        {/* On a telephone, where the page says "ring the line" a thumb is on it. */}
        <a
          className="app-button app-button--primary app-button--large app-crew__ring"
          href={`tel:${opened.line.phoneNumber}`}
        >
          Ring the line
        </a>
      </main>
    )
  return (
    <main className="app-crew app-crew--closed">
      <title>Emergency summary · Goldthread</title>
      <form className="app-crew__card app-stack" onSubmit={open} noValidate>
        <div className="app-row">
          <Mark size={36} />
          <h1 className="app-crew__title">Emergency summary</h1>
        </div>
        {over ? (
          <Notice
            tone="caution"
            role="status"
            title="That code opens nothing any more."
            actions={
              <a
                className="app-button app-button--primary app-button--large"
                href={`tel:${over.phoneNumber}`}
              >
                Ring the line
              </a>
            }
          >
            Its time is over, or it was taken back. Ring {over.name}: {showPhoneNumber(over.phoneNumber)}.
          </Notice>
        ) : null}
        {link === undefined ? null : (
          <p>
            This link opens nothing by itself. Type the code that the nurse says to you by telephone: only the
            one that was made with this link opens it.
          </p>
        )}
        <ErrorSummary errors={says ? [{ id: 'crew-code', says }] : []} title="That did not open anything" />
        <TextField
          id="crew-code"
          label="The code the nurse reads to you"
          hint="Six letters and digits."
          value={code}
          onChange={setCode}
          maxLength={12}
          autoCapitalize="characters"
          autoFocus
          className="app-crew__code"
        />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? 'Opening…' : 'Open'}
        </Button>
        <p className="app-small app-quiet">
          Every opening is written down where the person can read it. You see one page about one person, for a
          short time.
        </p>
      </form>
    </main>
  )
}
