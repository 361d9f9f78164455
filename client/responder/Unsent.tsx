import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { refusedOf } from './core/queue.ts'
import { actInWords, wordsOf } from './core/taskWords.ts'
import type { PhoneState } from './phone.ts'

type Props = { state: PhoneState; me: Me; now: Instant; onRead: (commandId: string) => void }

/** What the line does not have yet, and what it did not take: nothing that was pressed is lost without a word. */
export function Unsent({ state: { queue, unwritten, keepsNothing }, me, now, onRead }: Props) {
  const own = queue.waiting.filter(({ of }) => of === me.staffId)
  const isKept = !own.some(({ commandId }) => unwritten.includes(commandId))
  const others = queue.waiting.length - own.length
  return (
    <>
      {keepsNothing ? (
        <Notice tone="caution" title="This browser keeps nothing.">
          What you press without a signal is lost when the page goes. Ring the line where it matters.
        </Notice>
      ) : null}
      {own.length > 0 ? (
        <Notice
          tone="caution"
          role="status"
          title={isKept ? 'Not sent yet: kept on this phone' : 'Not sent yet'}
        >
          <ul>
            {own.map(act => (
              <li key={act.commandId}>
                {showMoment(act.at, now)} {actInWords(act)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {others > 0 ? (
        <Notice tone="caution" title={`${others} not sent, of somebody else`}>
          Somebody pressed this on this phone and was signed out. It is sent when they sign in here again.
        </Notice>
      ) : null}
      {refusedOf(queue, me.staffId).map(({ act, because }) => (
        <Notice
          key={act.commandId}
          tone="danger"
          role="alert"
          title={`Not taken: ${actInWords(act)}, ${showMoment(act.at, now)}`}
          actions={
            <>
              <a className="app-phone__call" href={`tel:${me.line.phoneNumber}`}>
                Ring {showPhoneNumber(me.line.phoneNumber)}
              </a>
              <Button onClick={() => onRead(act.commandId)}>I have read this</Button>
            </>
          }
        >
          <p>{because}</p>
          {wordsOf(act).map(words => (
            <p key={words} className="app-phone__words">
              {words}
            </p>
          ))}
        </Notice>
      ))}
    </>
  )
}
