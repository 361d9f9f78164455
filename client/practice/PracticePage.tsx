import { useState } from 'react'
import '#client/ui/Field.css'
import { Choice } from './Choice.tsx'
import { DeskTabs } from './DeskTabs.tsx'
import { EmptyDesk } from './EmptyDesk.tsx'
import { Handset } from './Handset.tsx'
import { LinkNews } from './LinkNews.tsx'
import { usePractice } from './PracticeProvider.tsx'
import './PracticePage.css'
import { PracticeStrip } from './PracticeStrip.tsx'
import { RingBar } from './RingBar.tsx'
import { useAloud } from './useAloud.ts'
import { usePhoneNews } from './usePhoneNews.ts'
import { Waiting } from './Waiting.tsx'

/** Who phones, on the one side; the telephones, on the other. */
export function PracticePage() {
  const { view, desk, link } = usePractice()
  const [isAloud, setIsAloud] = useState(false)
  const canSpeak = useAloud(isAloud)
  usePhoneNews()
  return (
    <div className={`app-practice app-practice--faces-${desk.facing}`}>
      <PracticeStrip aloud={canSpeak ? { isOn: isAloud, turn: () => setIsAloud(!isAloud) } : undefined} />
      <LinkNews />
      {view ? (
        <>
          <RingBar view={view} />
          <DeskTabs view={view} />
          <main className="app-practice__desk">
            <Choice view={view} />
            {desk.phones.length === 0 ? (
              <EmptyDesk />
            ) : (
              <div className="app-practice__handsets">
                {desk.phones.map(phone => (
                  <Handset key={phone} phone={phone} view={view} isInHand={phone === desk.inHand} />
                ))}
              </div>
            )}
          </main>
        </>
      ) : (
        <Waiting isAway={link.kind === 'away'} />
      )}
    </div>
  )
}
