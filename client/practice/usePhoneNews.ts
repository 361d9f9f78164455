import { useEffect } from 'react'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { handsetOf } from './core/handset.ts'
import { holderOf, speaker } from './core/words.ts'
import { usePractice } from './PracticeProvider.tsx'

const TITLE = 'The practice line · Goldthread'

/** What is only seen on the handsets is said to screen readers too, once: that one is rung, that two are joined. The focus stays where it is. */
export function usePhoneNews(): void {
  const { view, desk } = usePractice()
  const [sayRinging, sayJoined] = [useAnnounce(), useAnnounce()]
  const phones = view
    ? desk.phones.map(phone => ({
        holder: holderOf(phone, view.callers, desk.chosen),
        stage: handsetOf(view, phone).stage,
      }))
    : []
  const ringing = phones.flatMap(({ holder, stage }) => (stage.kind === 'rings' ? [holder] : [])).join(', ')
  const joined = phones
    .flatMap(({ holder, stage }) =>
      stage.kind === 'inCall' && stage.talk
        ? [`${holder} is joined with: ${speaker({ who: 'person', name: stage.talk.name })}.`]
        : [],
    )
    .join(' ')
  useEffect(() => {
    document.title = ringing === '' ? TITLE : `Ringing: ${ringing} · ${TITLE}`
    sayRinging(ringing === '' ? '' : `Ringing: ${ringing}.`)
  }, [ringing, sayRinging])
  useEffect(() => sayJoined(joined), [joined, sayJoined])
}
