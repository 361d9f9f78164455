import type { Both, VisitPage } from '#shared/carers.ts'

export type Tongue = Pick<VisitPage, 'language' | 'isRightToLeft'>

/** One sentence in their language, with its English beneath; in English alone where that is theirs. */
export function Said({ both, tongue }: { both: Both; tongue: Tongue }) {
  if (both.theirs === null) return <>{both.english}</>
  return (
    <>
      <span className="app-carer__theirs" lang={tongue.language} dir={tongue.isRightToLeft ? 'rtl' : 'ltr'}>
        {both.theirs}
      </span>
      <span className="app-carer__english" lang="en" dir="ltr">
        {both.english}
      </span>
    </>
  )
}
