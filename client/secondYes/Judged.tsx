import type { ReactNode } from 'react'
import { Notice } from '#client/ui/Notice.tsx'

type Props = {
  /** What is answered, for who hears the page. */
  about: string
  /** Why the answer was not taken; null where nothing was refused. */
  refused: string | null
  children: ReactNode
}

/** What somebody answers about one thing of a queue. */
export function Judged({ about, refused, children }: Props) {
  return (
    <fieldset className="app-reviews__judge">
      <legend className="nhsuk-u-visually-hidden">{about}</legend>
      {refused ? (
        <Notice tone="danger" role="alert" title="That was not saved.">
          {refused}
        </Notice>
      ) : null}
      {children}
    </fieldset>
  )
}
