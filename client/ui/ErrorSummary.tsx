import { type ReactNode, useEffect, useRef } from 'react'
import './ErrorSummary.css'

type Props = {
  /** Field id → what to mend. An empty id is about the whole form. */
  errors: readonly { id: string; says: ReactNode }[]
  title?: ReactNode
}

/** What stops a form, at its top, each line a way to its field. Takes the focus once, when it appears: the nurse pressed. */
export function ErrorSummary({ errors, title = 'This is still needed' }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const isShown = errors.length > 0
  useEffect(() => {
    if (isShown) box.current?.focus()
  }, [isShown])
  if (!isShown) return null
  return (
    <div className="nhsuk-error-summary app-error-summary" role="alert" tabIndex={-1} ref={box}>
      <p className="app-error-summary__title">{title}</p>
      <ul>
        {errors.map(({ id, says }) => (
          <li key={typeof says === 'string' ? id + says : id}>
            {id ? (
              <a className="app-error-summary__link" href={`#${id}`} onClick={event => toField(event, id)}>
                {says}
              </a>
            ) : (
              says
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** By hand, so that the address of the page does not change and the label is in sight, not only the control. */
function toField(event: React.MouseEvent, id: string) {
  event.preventDefault()
  const control = document.getElementById(id)
  control?.focus({ preventScroll: true })
  control?.parentElement?.scrollIntoView({ block: 'nearest' })
}
