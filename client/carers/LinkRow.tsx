import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { VisitLink } from '#shared/carers.ts'
import { routes } from '#shared/routes.ts'
import { linkWords } from './core/linkAsking.ts'

type Props = { link: VisitLink; isStale: boolean; onStopped: () => void }

/** One link that was sent: did it land, was it opened, and how it is stopped. */
export function LinkRow({ link, isStale, onStopped }: Props) {
  const { isBusy, refused, send } = useSend()
  const { visitLinkId, lastDigits, madeAt, openedAt, state, text } = link
  const { says, tone } = linkWords(link)

  async function stop() {
    if (await send(() => call(routes.stopVisitLink, { params: { visitLinkId }, body: {} }))) onStopped()
  }

  return (
    <li className="app-send-link__link">
      <span className="app-numbers">
        …{lastDigits}, {showTime(madeAt)}
      </span>
      <span role="status">
        <Tag tone={tone}>{says}</Tag>
        {openedAt && state === 'open' ? <span className="app-numbers"> {showTime(openedAt)}</span> : null}
      </span>
      {state === 'open' ? (
        <Button size="small" look="quiet" disabled={isStale || isBusy} onClick={() => void stop()}>
          Stop it<span className="nhsuk-u-visually-hidden">: the link to {lastDigits}</span>
        </Button>
      ) : null}
      {text?.because && openedAt === null ? <span className="app-send-link__why">{text.because}</span> : null}
      {refused ? (
        <span className="app-send-link__why" role="alert">
          {refused}
        </span>
      ) : null}
    </li>
  )
}
