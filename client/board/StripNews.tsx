import { type ReactNode, use } from 'react'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import type { LiveState } from '#client/live/liveStore.ts'
import { useHearing } from '#client/live/useHearing.ts'
import { useNow } from '#client/live/useNow.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import './StripNews.css'

export type News = {
  tone: 'caution' | 'danger'
  title: string
  /** Beside the title, and silent: what is read aloud must not change every second. */
  clock?: string
  says: string
  action?: ReactNode
}

/** What the nurse must know about this screen itself, in words; null while all is well. The worst comes first. */
export function useNews(isOnCall: boolean): News | null {
  const live = useLive()
  const now = useNow()
  const hearing = useHearing()
  const { ask } = use(SignInAgain)
  if (live.signedOut) return signedOut(ask)
  if (hearing === 'stale') return notHeard(live, now, isOnCall)
  if (live.carrierAwaySince) return carrierAway(live.carrierAwaySince, now + live.clockAheadMs, isOnCall)
  return live.isYesterdays ? yesterdays(isOnCall) : null
}

/** In the place of what the strip says otherwise: so that nothing below it moves under the pointer. */
export function StripNews({ news }: { news: News }) {
  return (
    <div className={`app-news app-news--${news.tone}`}>
      <p>
        <span aria-hidden="true">{news.tone === 'danger' ? '■' : '△'} </span>
        <b>
          {news.title}
          {news.clock ? <span aria-hidden="true"> ({news.clock}).</span> : '.'}
        </b>{' '}
        {news.says}
      </p>
      {news.action}
    </div>
  )
}

function signedOut(ask: () => void): News {
  return {
    tone: 'danger',
    title: UNHEARD_WORDS.signed_out.title,
    says: 'Nothing is saved until you sign in again. What you typed stays on this page.',
    action: (
      <Button look="primary" size="small" onClick={ask}>
        Sign in again
      </Button>
    ),
  }
}

function notHeard({ heardAt }: LiveState, now: number, isOnCall: boolean): News {
  return {
    tone: 'danger',
    title: UNHEARD_WORDS.not_heard.title,
    clock: inWordsDuration((now - (heardAt ?? now)) / 1_000),
    says: isOnCall
      ? 'What you see may be old. Nothing is sent until it is back; what you type is kept here. If you are talking, go on: the telephone does not need this page.'
      : 'What you see may be old, and calls may not ring here until it is back.',
  }
}

function carrierAway(since: string, now: number, isOnCall: boolean): News {
  const says = 'Calls may not ring here, and nobody can be connected or rung back until it answers.'
  return {
    tone: 'danger',
    title: 'The telephone carrier cannot be reached',
    clock: inWordsDuration(Math.max(0, now - Date.parse(since)) / 1_000),
    says: isOnCall ? `If you are talking, go on. ${says}` : says,
  }
}

function yesterdays(isOnCall: boolean): News {
  const says = isOnCall ? 'Reload it when the call is over.' : 'Reload it to go on.'
  const news: News = { tone: 'caution', title: 'This page is older than the server', says }
  return isOnCall ? news : { ...news, action: reload('Reload now') }
}

function reload(words: string): ReactNode {
  return (
    <Button look="primary" size="small" onClick={() => location.reload()}>
      {words}
    </Button>
  )
}
