import { type ReactNode, type SyntheticEvent, use, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import './Dialog.css'
import { DialogAbout } from './dialogAbout.ts'

type Props = {
  title: string
  /** A box in the middle, a wider one for a long form, a drawer at the side, or nearly the whole page. */
  look?: 'box' | 'wide' | 'drawer' | 'page'
  children: ReactNode
  onClose: () => void
}

/**
 * A native dialog over the page: the browser keeps the focus inside, Escape closes, the focus goes back where it was. It is
 * closed while it is still on the page (a layout effect): once it has gone, the browser gives the focus back to nobody. It covers
 * the banner, and so says itself whose record it is about.
 */
export function Dialog({ title, look = 'box', children, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  const about = use(DialogAbout)
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    // A form is there to be filled in: its first field has the focus. Where nothing is, the title has: it is read out, and the keyboard
    // goes on from there. The browser would give it to the button that leaves the window.
    const first = dialog?.querySelector<HTMLElement>('form :is(input:not([readonly]), select, textarea)')
    const title = dialog?.querySelector<HTMLElement>('.app-dialog__title')
    ;(first ?? title)?.focus()
    return () => dialog?.close()
  }, [])
  /** The page decides whether the window goes: it may have something to ask first. A window over this one is left by itself. */
  const leave = (event: SyntheticEvent) => {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    onClose()
  }
  return (
    <dialog
      className={`app-dialog app-dialog--${look}`}
      ref={box}
      aria-labelledby={id}
      aria-describedby={about ? `${id}-about` : undefined}
      onCancel={leave}
    >
      <div className="app-dialog__head">
        <div className="app-dialog__words">
          <h2 id={id} className="app-dialog__title" tabIndex={-1}>
            {title}
          </h2>
          {about ? (
            <p id={`${id}-about`} className="app-dialog__about">
              {about}
            </p>
          ) : null}
        </div>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
      {children}
    </dialog>
  )
}
