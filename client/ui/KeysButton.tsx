import { useCallback, useState } from 'react'
import { Button } from './Button.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { useShortcut } from './Shortcuts.tsx'

/** At the top of every page that has keys: what they are, at a press or at `?`. */
export function KeysButton() {
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  useShortcut('?', 'Show this list', isOpen ? null : open)
  return (
    <>
      <Button look="quiet" size="small" aria-label="Keys" onClick={open}>
        ?
      </Button>
      {isOpen ? <ShortcutList onClose={() => setOpen(false)} /> : null}
    </>
  )
}
