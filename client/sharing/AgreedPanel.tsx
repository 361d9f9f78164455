import type { ReactNode } from 'react'
import { type Agreed, agreedAbout } from '#shared/record/agreed.ts'
import './AgreedPanel.css'

const STATE = {
  yes: { shape: '✓', says: 'Agreed' },
  later: { shape: '△', says: 'Agreed, not yet in force' },
  no: { shape: '■', says: 'No' },
  mixed: { shape: '△', says: 'Some yes, some no' },
  open: { shape: '?', says: 'Still to be asked' },
} as const satisfies Record<Agreed['state'], object>

/** What the person agreed to, as it can be read aloud: four separate things and their limits, each with its state in a word. */
export function AgreedPanel({ agreed, acts }: { agreed: readonly Agreed[]; acts?: ReactNode }) {
  if (agreed.length === 0) return null
  return (
    <section className="app-agreed" aria-labelledby="agreed-title">
      <h3 className="app-agreed__title" id="agreed-title">
        What they agreed to
      </h3>
      <dl className="app-agreed__things">
        {agreed.map(({ about, state, says }) => (
          <div className={`app-agreed__thing app-agreed__thing--${state}`} key={about}>
            <dt>
              <span className="app-agreed__shape" aria-hidden="true">
                {STATE[state].shape}
              </span>
              {agreedAbout[about].text}: {about === 'limits' ? 'kept back' : STATE[state].says.toLowerCase()}
            </dt>
            {says.map(sentence => (
              <dd key={sentence}>{sentence}</dd>
            ))}
          </div>
        ))}
      </dl>
      {acts ? <div className="app-row">{acts}</div> : null}
    </section>
  )
}
