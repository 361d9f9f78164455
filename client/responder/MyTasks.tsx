import { useEffect, useState } from 'react'
import { useNow } from '#client/live/useNow.ts'
import { OwnTools } from '#client/signIn/OwnTools.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Mark } from '#client/ui/Mark.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { TeamTaskId } from '#shared/ids.ts'
import type { Copy } from '#shared/onThePhone.ts'
import { type Me, roles } from '#shared/staff.ts'
import { typedWords } from './core/doneForm.ts'
import { actsOn } from './core/queue.ts'
import { endsIt, standsAs } from './core/standsAs.ts'
import { HeardAt } from './HeardAt.tsx'
import { LoneWorker } from './LoneWorker.tsx'
import { MissedColleagues } from './MissedColleagues.tsx'
import { NoticesHere } from './NoticesHere.tsx'
import { forgetHere } from './noticesHere.ts'
import { OfferCard } from './OfferCard.tsx'
import { Taken } from './Taken.tsx'
import { TaskRow } from './TaskRow.tsx'
import { TaskView } from './TaskView.tsx'
import { Unsent } from './Unsent.tsx'
import { useHalfDone } from './useHalfDone.ts'
import { usePhone } from './usePhone.ts'

type Props = { me: Me; copy: Copy | null; onLeave: () => void }

/** One column: what is not sent, what is asked, what is theirs; or one of them, opened. */
export function MyTasks({ me, copy, onLeave }: Props) {
  const { phone, state, isHeard } = usePhone(me, copy)
  const { visits, change } = useHalfDone(me.staffId)
  const [openId, open] = useOpenTask()
  useFocusIfGone('tasks-asked', 'main')
  useFocusIfGone('tasks-mine', 'main')
  useFocusIfGone('tasks-none', 'main')
  const now = new Date(useNow()).toISOString()
  const tasks = (state.tasks ?? []).map(held => {
    const { teamTaskId } = held.task
    const sent = actsOn(state.sent, teamTaskId)
    return { held, stands: standsAs(held.task, sent, actsOn(state.queue.waiting, teamTaskId)) }
  })
  const ended = [...state.queue.waiting, ...state.sent].filter(endsIt)
  const isEnded = (id: TeamTaskId) => actsOn(ended, id).length > 0
  const stray = [...visits].filter(
    ([id]) => !isEnded(id) && !tasks.some(({ held, stands }) => stands.isMine && held.task.teamTaskId === id),
  )
  const shown = tasks.filter(({ stands }) => !stands.isOver)
  const offers = shown.filter(({ held, stands }) => !stands.isMine && held.task.offer)
  const mine = shown.filter(({ stands }) => stands.isMine)
  const alsoFor = (id: TeamTaskId) => {
    const together = state.together.find(ids => ids.includes(id)) ?? []
    return [...offers, ...mine]
      .map(({ held }) => held)
      .filter(({ task }) => task.teamTaskId !== id && together.includes(task.teamTaskId))
  }
  const opened = mine.find(({ held }) => held.task.teamTaskId === openId)
  return (
    <div className="app-phone">
      <title>Your tasks · Goldthread</title>
      <link rel="manifest" href="/my-tasks.webmanifest" />
      <link rel="apple-touch-icon" href="/my-tasks-192.png" />
      <header className="app-phone__strip">
        <Mark />
        <h1>Your tasks</h1>
        {me.practice ? <Tag>Practice</Tag> : null}
        <details className="app-phone__more">
          <summary>More</summary>
          <div className="app-phone__menu">
            <p>
              <b>{me.name}</b>
              <br />
              {roles[me.role].text}, {me.organisation}
            </p>
            <a href="/duties">Your duties</a>
            <a href="/">Shared records</a>
            <div className="app-row">
              <OwnTools me={me} onLeave={() => leave(onLeave)} />
            </div>
          </div>
        </details>
      </header>
      <main className="app-phone__main">
        <LoneWorker state={state} me={me} phone={phone} now={now} mine={mine} />
        <MissedColleagues me={me} />
        <HeardAt state={state} isHeard={isHeard} now={now} onAsk={phone.ask} />
        <Unsent state={state} me={me} now={now} onRead={phone.read} />
        <Taken sent={state.sent} isShown={!opened} />
        {state.tasks
          ? stray.map(([id, fields]) => (
              <Notice
                key={id}
                tone="danger"
                role="alert"
                title="The task went while you were writing."
                actions={<Button onClick={() => change(id, null)}>I have read this</Button>}
              >
                <p>It is over, or with somebody else. Ring the line where this matters:</p>
                {typedWords(fields).map(words => (
                  <p key={words} className="app-phone__words">
                    {words}
                  </p>
                ))}
              </Notice>
            ))
          : null}
        {opened ? (
          <TaskView
            key={opened.held.task.teamTaskId}
            {...opened}
            me={me}
            phone={phone}
            now={now}
            isHeard={isHeard}
            typed={visits.get(opened.held.task.teamTaskId)}
            onTyped={fields => change(opened.held.task.teamTaskId, fields)}
            onBack={() => open(null)}
          />
        ) : (
          <>
            {openId && state.tasks ? (
              <Notice tone="plain" role="status" title="That task is not on this phone any more.">
                It is done, with somebody else, or not needed any more: do not go. What was kept of it here is
                wiped.
              </Notice>
            ) : null}
            {state.tasks === null ? <Skeleton lines={6} label="Asking what there is…" /> : null}
            {offers.length > 0 ? (
              <section className="app-stack" aria-labelledby="tasks-asked">
                <h2 id="tasks-asked" tabIndex={-1}>
                  You are asked
                </h2>
                {offers.map(one => (
                  <OfferCard
                    key={one.held.task.teamTaskId}
                    {...one}
                    phone={phone}
                    now={now}
                    alsoFor={alsoFor(one.held.task.teamTaskId)}
                  />
                ))}
              </section>
            ) : null}
            {mine.length > 0 ? (
              <section className="app-stack" aria-labelledby="tasks-mine">
                <h2 id="tasks-mine" tabIndex={-1}>
                  Yours
                </h2>
                <ul className="app-stack">
                  {mine.map(one => (
                    <TaskRow key={one.held.task.teamTaskId} {...one} now={now} onOpen={open} />
                  ))}
                </ul>
              </section>
            ) : null}
            {state.tasks && offers.length + mine.length === 0 && state.trouble !== 'refused' ? (
              <div id="tasks-none" tabIndex={-1}>
                <Notice tone="plain" title="Nothing is asked of you.">
                  When the line asks you to go to somebody, it stands here, and you are told by text.
                </Notice>
              </div>
            ) : null}
            <NoticesHere staffId={me.staffId} />
          </>
        )}
      </main>
    </div>
  )
}

/** Whoever leaves is told nothing here any more, also where no server heard that they left. */
function leave(then: () => void): void {
  forgetHere().catch((error: unknown) => {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error
  })
  then()
}

/** Which task is open stands behind the # of the address: the phone’s own way back goes from it to the list. */
function useOpenTask(): [TeamTaskId | null, (id: TeamTaskId | null) => void] {
  const [id, setId] = useState(idInAddress)
  useEffect(() => {
    const turned = () => setId(idInAddress())
    window.addEventListener('hashchange', turned)
    return () => window.removeEventListener('hashchange', turned)
  }, [])
  return [
    id,
    next => {
      location.hash = next ?? ''
      window.scrollTo(0, 0)
    },
  ]
}

function idInAddress(): TeamTaskId | null {
  return TeamTaskId.safeParse(location.hash.slice(1)).data ?? null
}
