import { use } from 'react'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { Button } from '#client/ui/Button.tsx'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { Instant } from '#shared/time.ts'
import type { PhoneState } from './phone.ts'

type Props = { state: PhoneState; isHeard: boolean; now: Instant; onAsk: () => void }

/** As of when this is so. Without a signal it says so in words, and the page goes on working. */
export function HeardAt({ state, isHeard, now, onAsk }: Props) {
  const { ask } = use(SignInAgain)
  const { heardAt, trouble, isAsking, keepsNothing } = state
  const asHeard = heardAt ? `As heard at ${showMoment(heardAt, now)}` : 'Not heard yet'
  const staysOn = keepsNothing ? 'stays on this screen and nowhere else' : 'is kept on this phone'
  if (trouble === 'signed_out')
    return (
      <Notice
        tone="caution"
        role="status"
        title={`${UNHEARD_WORDS.signed_out.title}.`}
        actions={<Button onClick={ask}>Sign in again</Button>}
      >
        {asHeard}. What you pressed {staysOn}, and is sent when you are back.
      </Notice>
    )
  if (trouble === 'refused')
    return (
      <Notice tone="danger" role="alert" title="Tasks of teams are not shown to you.">
        Nothing of them is kept on this phone. If you are on duty for a team, ring the line.
      </Notice>
    )
  if (trouble === 'not_heard' || (!isHeard && heardAt && isOld(heardAt, now)))
    return (
      <Notice
        tone="caution"
        role="status"
        title={`${UNHEARD_WORDS.not_heard.title}.`}
        actions={
          <Button disabled={isAsking} onClick={onAsk}>
            {isAsking ? 'Asking…' : 'Ask again'}
          </Button>
        }
      >
        {asHeard}. What you press {staysOn}, and is sent by itself.
      </Notice>
    )
  return (
    <p className="app-quiet app-numbers" role="status">
      {asHeard}
    </p>
  )
}

const OLD_MS = 30_000
function isOld(heardAt: Instant, now: Instant): boolean {
  return Date.parse(now) - Date.parse(heardAt) > OLD_MS
}
