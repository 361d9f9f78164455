import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { useNow } from '#client/live/useNow.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { Me } from '#shared/staff.ts'
import './Banners.css'

type Props = { me: Me; isOnlooker: boolean; onTakeOver: () => void; isOnCall: boolean }

/** What the nurse must know about this screen itself, in words, before anything on it. */
export function Banners({ isOnlooker, onTakeOver, isOnCall }: Props) {
  const live = useLive()
  const now = useNow()
  const hearing = useHearing()
  // While the rest of the page is inert, this is all there is.
  const Frame = isOnlooker ? 'main' : 'div'
  return (
    <Frame className="app-banners">
      <div role="status" className="app-banners__list">
        {isOnlooker ? (
          <Notice
            tone="caution"
            title="This console is open in another tab."
            actions={
              <Button look="primary" onClick={onTakeOver}>
                Use it here
              </Button>
            }
          >
            Here you can only look. Calls ring in the other tab.
          </Notice>
        ) : null}
        {live.signedOut ? (
          <Notice
            tone="danger"
            title="You have been signed out."
            actions={
              <Button look="primary" onClick={() => location.reload()}>
                Sign in again
              </Button>
            }
          >
            What you typed stays on this screen until then: copy it first if it says "Not saved".
          </Notice>
        ) : hearing === 'stale' && live.heardAt !== null ? (
          <Notice
            tone="danger"
            title={`We cannot hear the server (${inWordsDuration((now - live.heardAt) / 1_000)}).`}
          >
            What you see may be old, and nothing is sent until it is back. What you type is kept on this
            screen. If you are talking, keep talking: the telephone does not depend on this page.
          </Notice>
        ) : null}
        {live.isYesterdays ? (
          <Notice
            tone="caution"
            title="This page is older than the server."
            actions={
              isOnCall ? null : (
                <Button look="primary" onClick={() => location.reload()}>
                  Reload now
                </Button>
              )
            }
          >
            {isOnCall ? 'Reload when the call is over.' : 'Reload it to go on.'}
          </Notice>
        ) : null}
      </div>
    </Frame>
  )
}
