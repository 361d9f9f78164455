import { WITHHELD } from './core/words.ts'

type Shows = 'call' | 'texts'
type Props = { phone: string; shows: Shows; unread: number; onShow: (what: Shows) => void }

/** The two sides of a telephone. One that hides its number can have no texts. */
export function HandsetViews({ phone, shows, unread, onShow }: Props) {
  if (phone === WITHHELD) return null
  return (
    <div className="app-handset__views">
      <button
        type="button"
        className="app-handset__view"
        aria-pressed={shows === 'call'}
        onClick={() => onShow('call')}
      >
        Call
      </button>
      <button
        type="button"
        className="app-handset__view"
        aria-pressed={shows === 'texts'}
        onClick={() => onShow('texts')}
      >
        Texts
        {unread > 0 ? <b className="app-handset__unread">{unread} new</b> : null}
      </button>
    </div>
  )
}
