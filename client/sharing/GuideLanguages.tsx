import { useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { type ConsentGuide, languageName } from '#shared/consentGuide.ts'
import type { SharingView } from '#shared/sharing.ts'
import type { LineSummary } from '#shared/staff.ts'
import { sayNotInTheirs } from './core/notInTheirs.ts'
import { guideOf, type Talk } from './core/talk.ts'
import { PrintedGuide } from './PrintedGuide.tsx'

type Props = {
  view: SharingView
  talk: Talk
  line: LineSummary
  change: (part: Partial<Talk>) => void
}

/** In which languages the line has these words, whether theirs is one, and each of them on paper. */
export function GuideLanguages({ view, talk, line, change }: Props) {
  const { guide, otherGuides, theirLanguage } = view
  const all = [guide, ...otherGuides]
  const [printed, setPrinted] = useState<ConsentGuide>(guide)
  const theirs = otherGuides.find(({ language }) => language === theirLanguage?.guide)
  const wanting = sayNotInTheirs(theirLanguage)
  const print = (one: ConsentGuide) => {
    flushSync(() => setPrinted(one))
    window.print()
  }
  return (
    <>
      {wanting ? (
        <Notice tone="caution" title={wanting.title}>
          {wanting.says}
        </Notice>
      ) : null}
      {otherGuides.length > 0 ? (
        <Radios
          label="Language"
          hint={theirs ? `They speak ${theirLanguage?.name}.` : undefined}
          isRow
          value={guideOf(talk, view).language}
          choices={all.map(({ language }) => ({ value: language, says: nameOf(language) }))}
          // Other words: what was ticked in the ones was not said in the others.
          onChange={language => change({ language, steps: [] })}
        />
      ) : null}
      <div className="app-row">
        {all.map(one => (
          <Button key={one.language} size="small" onClick={() => print(one)}>
            {all.length === 1 ? 'Print the words' : `Print in ${nameOf(one.language)}`}
          </Button>
        ))}
        <span className="app-quiet app-small">Large type; nothing of the person.</span>
      </div>
      <PrintedGuide guide={printed} organisations={view.organisations} line={line} />
    </>
  )
}

function nameOf(language: string): string {
  return languageName(language) ?? language
}
