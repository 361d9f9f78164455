import type { ReactNode } from 'react'
import './Notice.css'

type Props = {
  tone: 'plain' | 'action' | 'well' | 'caution' | 'danger'
  /** The word that says the state: colour never speaks alone. */
  title: string
  children?: ReactNode
  actions?: ReactNode
  role?: 'status' | 'alert'
}

/** Nothing is to be seen to in a plain one: it has no shape. */
const SHAPE = { plain: null, action: '→', well: '✓', caution: '△', danger: '■' } as const

export function Notice({ tone, title, children, actions, role }: Props) {
  return (
    <div className={`app-notice app-notice--${tone}`} role={role}>
      {SHAPE[tone] ? (
        <span className="app-notice__shape" aria-hidden="true">
          {SHAPE[tone]}
        </span>
      ) : null}
      <div className="app-notice__words">
        <strong>{title}</strong>
        {children ? <div>{children}</div> : null}
      </div>
      {actions ? <div className="app-notice__actions">{actions}</div> : null}
    </div>
  )
}
