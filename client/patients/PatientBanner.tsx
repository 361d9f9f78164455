import type { ReactNode } from 'react'
import { Tag } from '#client/ui/Tag.tsx'
import { showNhsNumber } from '#shared/nhsNumber.ts'
import type { PatientBanner as Banner } from '#shared/record/glance.ts'
import { protectedWords } from '#shared/summaryWords.ts'
import { sayAge } from './core/sayAge.ts'

type Props = {
  banner: Banner
  /** Where the focus goes when what had it has gone: on the one banner of a page that it is about, and on no other beside it. */
  id?: string
  /** How it is known that this is the person. */
  children?: ReactNode
}

/** Who this is. Stays in sight while the record is read. */
export function PatientBanner({ banner, id, children }: Props) {
  const { name, preferredName, title, gender, nhsNumber, nhsNumberNote } = banner
  const { age, born } = sayAge(banner)
  return (
    <section className="app-banner" aria-label="The person">
      <div className="app-banner__who">
        <div className="app-banner__line">
          <h2 className="app-banner__name" id={id} tabIndex={-1}>
            {title ? `${title} ` : ''}
            {name}
          </h2>
          {preferredName ? (
            <span>
              {banner.deceased ? 'was' : 'likes to be'} called {preferredName}
            </span>
          ) : null}
        </div>
        <div className="app-banner__line">
          <span>
            {age ? (
              <>
                <b>{age}</b> ·{' '}
              </>
            ) : null}
            {born}
          </span>
          {gender ? <span>{gender}</span> : null}
          <span>
            {nhsNumber ? `NHS ${showNhsNumber(nhsNumber)}` : 'NHS number not known'}
            {nhsNumberNote ? `: ${nhsNumberNote}` : ''}
          </span>
        </div>
      </div>
      {children}
      <div className="app-banner__flags">
        {banner.isProvisional ? (
          <Tag tone="caution">Provisional: not yet joined to a known person</Tag>
        ) : null}
        {banner.interpreter ? <Tag tone="action">{banner.interpreter}</Tag> : null}
        <Warnings banner={banner} />
      </div>
    </section>
  )
}

/** What must be known before a word is said: that they have died, that nobody is told where they are, what is dangerous. */
export function Warnings({ banner }: { banner: Banner }) {
  const { deceased, dangers } = banner
  const words = [
    ...(deceased ? [deceased] : []),
    ...protectedWords(banner),
    ...dangers.map(one => `■ ${one}`),
  ]
  return words.map(each => (
    <Tag key={each} tone="danger">
      {each}
    </Tag>
  ))
}
