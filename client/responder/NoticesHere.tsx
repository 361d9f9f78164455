import { useContext, useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { routes } from '#shared/routes.ts'
import { type Here, standsHere } from './core/noticesHere.ts'
import { browserNow, tellHere, tellHereAgain, tellHereNoMore } from './noticesHere.ts'

type Props = { staffId: string }

const CANNOT: Readonly<Record<Exclude<Here, 'off' | 'on'>, readonly [title: string, words: string]>> = {
  no_key: ['This phone is told by text only.', 'This house sends no notices to phones.'],
  cannot: ['This browser cannot be told.', 'You are told by text, as before.'],
  home_screen: [
    'First put this page on your home screen.',
    'On an iPhone or iPad: press Share, then Add to Home Screen. Open it from there, and turn it on. Until then you are told by text.',
  ],
  blocked: [
    'Notices from this page are blocked here.',
    'Allow them in the settings of your browser for this address, then open the page again; a private window cannot. Until then you are told by text.',
  ],
}

/** Whether whoever holds this telephone is told on it, beside the text, and the button by which they are. */
export function NoticesHere({ staffId }: Props) {
  const loaded = useLoad('notice key', signal => call(routes.noticeKey, { signal }))
  const { times } = useContext(SignInAgain)
  const [isTold, setTold] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const key = loaded.kind === 'here' ? loaded.value.key : undefined

  /** What is asked of the browser may fail in ways of its own: each is said, and nobody takes it for told. */
  async function attempt(act: () => Promise<string | null>) {
    setAsking(true)
    try {
      setTrouble(await act())
    } catch (error) {
      if (!(error instanceof CallFailed || error instanceof DOMException || error instanceof TypeError))
        throw error
      setTrouble(
        error instanceof CallFailed
          ? error.message
          : 'The browser could not do it just now. You are told by text; try again in a moment.',
      )
    }
    setAsking(false)
  }

  const begin = (say: typeof tellHere, of: string) =>
    attempt(async () => {
      const told = await say(staffId, of)
      setTold(told?.kind === 'told')
      return told?.kind === 'refused' ? told.because : null
    })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that somebody signs in, and for each key
  useEffect(() => {
    if (key && browserNow().isAble) void begin(tellHereAgain, key)
  }, [key, times])

  if (key === undefined) return null
  const here = standsHere(key, browserNow(), isTold)
  const title = 'Notices on this phone'
  if (here !== 'on' && here !== 'off') {
    const [short, words] = CANNOT[here]
    return (
      <section aria-label={title}>
        <Notice tone="plain" title={short}>
          {words}
        </Notice>
      </section>
    )
  }
  const stop = () =>
    attempt(async () => {
      setTold(false)
      await tellHereNoMore()
      return null
    })
  return (
    <section aria-label={title}>
      <Notice
        tone={here === 'on' ? 'well' : 'plain'}
        title={here === 'on' ? 'Notices are on for this phone.' : 'You are told by text.'}
        actions={
          here === 'on' ? (
            <Button look="quiet" disabled={isAsking} onClick={stop}>
              Not on this phone any more
            </Button>
          ) : (
            <Button disabled={isAsking} onClick={() => key && begin(tellHere, key)}>
              Tell me on this phone
            </Button>
          )
        }
      >
        {here === 'on'
          ? 'They come beside the text, and may not come: the text is what counts. Until you sign out or your session is over. A notice names nobody.'
          : 'This phone can show it as well, also while the page is closed. A notice names nobody.'}
        {trouble ? <p role="alert">{trouble}</p> : null}
      </Notice>
    </section>
  )
}
