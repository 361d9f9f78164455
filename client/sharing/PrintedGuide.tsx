import type { ConsentGuide } from '#shared/consentGuide.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { SharingView } from '#shared/sharing.ts'
import type { LineSummary } from '#shared/staff.ts'
import '#client/ui/printedAlone.css'
import './PrintedGuide.css'

type Props = {
  guide: ConsentGuide
  organisations: SharingView['organisations']
  line: Pick<LineSummary, 'name' | 'phoneNumber'>
}

/**
 * The words on paper, for the person to keep or to read along. Nothing of the person is on it: the names are those of every
 * organisation of the line, whoever of them looks after them. What they are asked to say back stays with whoever asks it. On the screen it
 * is not seen.
 */
export function PrintedGuide({ guide, organisations, line }: Props) {
  const names = organisations.filter(({ kind }) => kind !== 'hub').map(({ name }) => name)
  return (
    <div className="app-guide-sheet app-printed-alone" lang={guide.language}>
      {/* Whom it is from, and the number that it says can be rung: a name and figures, whatever the language. */}
      <header lang="en">
        <b>{line.name}</b> <span>{showPhoneNumber(line.phoneNumber)}</span>
      </header>
      {guide.steps.map(({ key, title, say, ask }) => (
        <section key={key}>
          <h2 dir="auto">{title}</h2>
          <p dir="auto">
            {say} {ask}
          </p>
          {key === 'who' && names.length > 0 ? <p dir="auto">{names.join(' · ')}</p> : null}
        </section>
      ))}
      <footer lang="en">
        Version {guide.version}, by {guide.author}.{' '}
        {guide.approver
          ? `Approved by ${guide.approver}.`
          : 'Nobody on this line has approved these words yet.'}
      </footer>
    </div>
  )
}
