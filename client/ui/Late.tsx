import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import type { LatePage } from './latePage.ts'
import { WholePage } from './WholePage.tsx'

type Props<PageProps> = {
  page: LatePage<PageProps>
  /** What to do where it does not come. */
  without?: string
  /** What stands around the page begins only with it: nobody is told that a console listens which is not on the screen. */
  children: (Page: ComponentType<PageProps>) => ReactNode
}

/** A whole page that may still have to come: until then it is opening, and when it cannot be had, that is said. */
export function Late<PageProps>({ page, without, children }: Props<PageProps>) {
  const [answered, setAnswered] = useState<LatePage<PageProps> | null>(null)
  const Page = page.here()
  const isHere = Page !== undefined
  useEffect(() => {
    if (isHere) return
    let isWanted = true
    const answer = () => {
      if (isWanted) setAnswered(page)
    }
    page.fetch().then(answer, answer)
    return () => {
      isWanted = false
    }
  }, [page, isHere])

  if (Page) return children(Page)
  if (answered !== page) return <WholePage title="Opening Goldthread…" />
  // Again from the beginning: where a new version is there, only a page of it knows the names of its parts.
  return (
    <WholePage title="We could not open this page" onAgain={() => location.reload()}>
      Either the server cannot be reached, or Goldthread has just been updated.{' '}
      {without ?? 'What you saved is kept.'}
    </WholePage>
  )
}
