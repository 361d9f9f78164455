import type { Board } from '#client/live/core/board.ts'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { OwnTools } from '#client/signIn/OwnTools.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import { childrenFor } from './core/alarms.ts'
import { callOf, nearness, owedTasks, waitingCalls } from './core/lists.ts'
import { isCalling, outOnVisits } from './core/outOnVisits.ts'
import { PageTitle } from './PageTitle.tsx'
import { Readiness } from './Readiness.tsx'
import './Strip.css'
import { StripFacts } from './StripFacts.tsx'
import { StripNews, useNews } from './StripNews.tsx'

type Props = { me: Me; board: Board; isOnlooker: boolean; onLeave: () => void }

/** One line over everything: which line, how it goes on it or what is wrong with this screen, and the nurse's own switch. */
export function Strip({ me, board, isOnlooker, onLeave }: Props) {
  const isOnCall = callOf(board.calls, me.staffId) !== undefined
  const news = useNews(isOnCall)
  const isStale = useHearing() === 'stale'
  const waiting = waitingCalls(board.calls)
  const now = new Date(useServerNow()).toISOString()
  const late = owedTasks(board.tasks).filter(task => nearness(task.dueAt, now) === 'broken')

  return (
    <header className="app-strip">
      <PageTitle
        waiting={waiting.length}
        late={late.length}
        isStale={isStale}
        isHelp={outOnVisits(board.teamTasks).some(isCalling)}
        isChild={childrenFor(board, me).length > 0}
      />
      <Mark />
      <h1 className="app-strip__line">
        {board.line.name}
        <span className="app-strip__number">{showPhoneNumber(board.line.phoneNumber)}</span>
      </h1>
      <div className="app-strip__news" role="status">
        {news ? <StripNews news={news} /> : null}
      </div>
      {news ? null : <StripFacts me={me} board={board} />}
      <div className="app-strip__mine">
        <Readiness me={me} nurse={board.nurses.get(me.staffId)} isOnCall={isOnCall} isOnlooker={isOnlooker} />
        <span className="app-strip__tools">
          <OwnTools me={me} onLeave={onLeave} />
        </span>
      </div>
    </header>
  )
}
