import { useEffect } from 'react'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { handsetOf } from './core/handset.ts'
import { holderOf } from './core/words.ts'
import { usePractice } from './PracticeProvider.tsx'

const TITLE = 'The practice line · Goldthread'

/** A handset that is rung says so in the title of the page and to screen readers, once; the focus stays where it is. */
export function useRingNews(): void {
  const { view, desk } = usePractice()
  const announce = useAnnounce()
  const ringing = view ? desk.phones.filter(phone => handsetOf(view, phone).stage.kind === 'rings') : []
  const who = view ? ringing.map(phone => holderOf(phone, view.callers, desk.chosen)).join(', ') : ''
  useEffect(() => {
    document.title = who === '' ? TITLE : `Ringing: ${who} · ${TITLE}`
    if (who !== '') announce(`Ringing: ${who}.`)
  }, [who, announce])
}
