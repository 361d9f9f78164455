import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'
import './Dialog.css'

type Props = { title: string; children: ReactNode; onClose: () => void }

/** A native dialog over the page: the browser keeps the focus inside, Escape closes, the focus goes back where it was. */
export function Dialog({ title, children, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog className="app-dialog" ref={box} aria-labelledby={id} onCancel={onClose}>
      <div className="app-dialog__head">
        <h2 id={id} className="app-dialog__title">
          {title}
        </h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
      {children}
    </dialog>
  )
}
