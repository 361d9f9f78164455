import { type ReactNode, useSyncExternalStore } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { CarerLanguage, VisitPage, WatchedVisit } from '#shared/carers.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import './CarerPage.css'
import { doorSaid, readFragment, tongueOf } from './core/doorWords.ts'
import { Knock } from './Knock.tsx'
import { Said } from './Said.tsx'
import { useWatching } from './useWatching.ts'
import { VisitCard } from './VisitCard.tsx'

type Line = VisitPage['line'] | null

/** For a carer who was promised somebody: who is coming and when, on their own phone, at three in the morning. */
export function CarerPage() {
  // Behind the #, which a browser sends to nobody; another link in the same window is another page.
  const { token, language } = readFragment(useSyncExternalStore(watchHash, () => location.hash.slice(1, 61)))
  if (token === '') return <Closed line={null} language={language} />
  return <AtLink key={token} token={token} language={language} />
}

function AtLink({ token, language }: { token: string; language: CarerLanguage }) {
  const { seen, isUnheard, isAsking, ask } = useWatching(token)
  if (seen === null) return <Opening language={language} isUnheard={isUnheard} onAgain={() => void ask()} />
  if (seen.kind === 'closed') return <Closed line={seen.line} language={language} />
  if (seen.kind === 'digits')
    return (
      <Frame line={seen.line} language={language}>
        <Knock
          language={language}
          isWrong={seen.isWrong}
          isBusy={isAsking}
          isUnheard={isUnheard}
          onTry={digits => void ask(digits)}
        />
      </Frame>
    )
  return <Open page={seen.page} isUnheard={isUnheard} />
}

function Open({
  page,
  isUnheard,
}: {
  page: Extract<WatchedVisit, { kind: 'open' }>['page']
  isUnheard: boolean
}) {
  const { words, agreed, visits } = page
  return (
    <Frame
      line={page.line}
      language={page.language}
      title={words.title.english}
      ring={<Said both={words.ring} tongue={page} />}
    >
      <h1 className="app-carer__title">
        <Said both={words.title} tongue={page} />
      </h1>
      {page.isRead ? null : (
        <p className="app-carer__unread">
          <Said both={doorSaid(page.language)('unread')} tongue={page} />
        </p>
      )}
      {isUnheard ? (
        <Notice tone="caution" role="status" title="Not up to date.">
          <Said both={words.offline} tongue={page} />
        </Notice>
      ) : (
        <p className="app-carer__heard app-numbers">
          <Said both={words.heard} tongue={page} />
        </p>
      )}
      {visits.map((visit, place) => (
        <VisitCard
          key={visit.teamTaskId}
          visit={visit}
          nth={visits.length > 1 ? `${place + 1}/${visits.length}` : null}
          tongue={page}
        />
      ))}
      {agreed.length > 0 ? (
        <section className="app-carer__agreed" aria-labelledby="visit-agreed">
          <h2 id="visit-agreed" className="app-carer__what">
            <Said both={words.agreed} tongue={page} />
          </h2>
          <ol>
            {agreed.map(line => (
              <li key={line.english}>
                <Said both={line} tongue={page} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <p className="app-carer__worse">
        <Said both={words.worse} tongue={page} />
      </p>
      {page.isOnAnother ? (
        <p>
          <Said both={words.another} tongue={page} />
        </p>
      ) : null}
      <p className="app-quiet">
        <Said both={words.closes} tongue={page} />
      </p>
    </Frame>
  )
}

function Opening({
  language,
  isUnheard,
  onAgain,
}: {
  language: CarerLanguage
  isUnheard: boolean
  onAgain: () => void
}) {
  const say = doorSaid(language)
  const tongue = tongueOf(language)
  return (
    <Frame line={null} language={language}>
      <h1 className="app-carer__title">
        <Said both={say(isUnheard ? 'unreached' : 'moment')} tongue={tongue} />
      </h1>
      {isUnheard ? (
        <>
          <p>
            <Said both={say('triesAgain')} tongue={tongue} />
          </p>
          <Button size="large" onClick={onAgain}>
            <Said both={say('tryAgain')} tongue={tongue} />
          </Button>
        </>
      ) : null}
    </Frame>
  )
}

/** Over, stopped, or never there: it does not say which, nor why. */
function Closed({ line, language }: { line: Line; language: CarerLanguage }) {
  const say = doorSaid(language)
  const tongue = tongueOf(language)
  return (
    <Frame line={line} language={language}>
      <h1 className="app-carer__title">
        <Said both={say('closed')} tongue={tongue} />
      </h1>
      <p>
        <Said both={line ? say('ringLine', line.name) : say('ringBefore')} tongue={tongue} />
      </p>
    </Frame>
  )
}

function Frame({
  line,
  language,
  title = 'Who is coming',
  ring = <Said both={doorSaid(language)('phoneLine')} tongue={tongueOf(language)} />,
  children,
}: {
  line: Line
  language: CarerLanguage
  title?: string
  ring?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="app-carer">
      <title>{title}</title>
      <main className="app-carer__page">
        <Mark size={32} />
        {children}
      </main>
      {line ? (
        <footer className="app-carer__foot">
          <a className="app-button app-button--primary app-carer__ring" href={`tel:${line.phoneNumber}`}>
            <span>{ring}</span>
            <span className="app-numbers" dir="ltr">
              {showPhoneNumber(line.phoneNumber)}
            </span>
          </a>
        </footer>
      ) : null}
    </div>
  )
}

function watchHash(told: () => void): () => void {
  addEventListener('hashchange', told)
  return () => removeEventListener('hashchange', told)
}
