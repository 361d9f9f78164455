import { type ReactNode, type SyntheticEvent, use, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import './Dialog.css'
import { DialogAbout } from './dialogAbout.ts'

type Props = {
  title: string
  /** A box in the middle, a wider one for a long form, a drawer at the side, or nearly the whole page. */
  look?: 'box' | 'wide' | 'drawer' | 'page'
  children: ReactNode
  /** It came by itself while somebody typed elsewhere: the title has the focus, and no letter goes into a field. */
  atTitle?: boolean
  /** Null where only what is asked here ends it: nothing of the page is seen behind it until then. */
  onClose: (() => void) | null
}

/**
 * A native dialog over the page: the browser keeps the focus inside, Escape closes, the focus goes back where it was. It is
 * closed while it is still on the page (a layout effect): once it has gone, the browser gives the focus back to nobody. It covers
 * the banner, and so says itself whose record it is about.
 */
export function Dialog({ title, look = 'box', atTitle = false, children, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  /** As it opened. */
  const isAtTitle = useRef(atTitle)
  const givenBack = useRef<Element | null>(null)
  const id = useId()
  const about = use(DialogAbout)
  useLayoutEffect(() => {
    const dialog = box.current
    if (dialog) show(dialog, isAtTitle.current)
    return () => {
      dialog?.close()
      givenBack.current = document.activeElement
    }
  }, [])
  // Once the window has gone: while it goes, Chromium gives no caret.
  useEffect(() => () => withCaret(givenBack.current), [])
  /** The page decides whether the window goes: it may have something to ask first. A window over this one is left by itself. */
  const leave = (event: SyntheticEvent) => {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    onClose?.()
  }
  /** A browser that does not know `closedby` closes a window at the second Escape without asking the page. */
  const stay = (event: SyntheticEvent) => {
    if (event.target === event.currentTarget && !onClose && box.current) show(box.current, false)
  }
  return (
    <dialog
      className={`app-dialog app-dialog--${look} ${onClose ? '' : 'app-dialog--alone'}`}
      ref={box}
      aria-labelledby={id}
      aria-describedby={about ? `${id}-about` : undefined}
      closedby={onClose ? undefined : 'none'}
      onCancel={leave}
      onClose={stay}
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
        {onClose ? (
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        ) : null}
      </div>
      {children}
    </dialog>
  )
}

/**
 * A form is there to be filled in: its first field has the focus. Where nothing is, the title has: it is read out, and the keyboard goes on
 * from there; so it has where nobody is to write by mistake. The browser would give it to the button that leaves the window.
 */
function show(dialog: HTMLDialogElement, isAtTitle: boolean): void {
  dialog.showModal()
  const first = isAtTitle
    ? null
    : dialog.querySelector<HTMLElement>('form :is(input:not([readonly]), select, textarea)')
  const title = dialog.querySelector<HTMLElement>('.app-dialog__title')
  ;(first ?? title)?.focus()
}

/** A field to which a closed window of fields gave the focus back has no caret in Chromium: what is typed would be lost. */
function withCaret(field: Element | null): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
  if (field !== document.activeElement) return
  field.blur()
  field.focus({ preventScroll: true })
}
