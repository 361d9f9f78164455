import type { PatientBanner } from '#shared/record/glance.ts'

/** What is known of the person that nobody needs at every look: the banner keeps to what tells them from somebody else. */
export function WhoThisIs({ about = [] }: Pick<PatientBanner, 'about'>) {
  if (about.length === 0) return null
  return (
    <details className="app-glance__more">
      <summary>
        Who this is <span className="app-quiet app-small">{about.map(labelOf).join(' · ')}</span>
      </summary>
      <ul>
        {about.map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </details>
  )
}

/** 'Religion' of 'Religion: Sikh': what is folded away says what it is about. */
function labelOf(words: string): string {
  return words.split(':', 1).join()
}
