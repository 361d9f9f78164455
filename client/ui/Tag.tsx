import './Tag.css'

type Props = { tone?: 'plain' | 'action' | 'well' | 'caution' | 'danger'; children: React.ReactNode }

/** One word of state. */
export function Tag({ tone = 'plain', children }: Props) {
  return <span className={`app-tag app-tag--${tone}`}>{children}</span>
}
