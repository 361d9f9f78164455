import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { EnteredInError as Wrong } from '#shared/record/glance.ts'
import { useRecordActs } from './recordActs.ts'

/** What was entered in error: struck through, to be read and never used. */
export function EnteredInError({ items }: { items: readonly Wrong[] }) {
  const acts = useRecordActs()
  if (items.length === 0) return null
  return (
    <details className="app-glance__more">
      <summary>
        Entered in error{' '}
        <span className="app-quiet app-small">
          {items.length === 1 ? '1 thing' : `${items.length} things`}
        </span>
      </summary>
      <ul className="app-stack app-past__list">
        {items.map(item => {
          const { section, itemId, title, headline, lines, retracted } = item
          return (
            <li key={section + itemId}>
              <s className="app-past__struck">
                <span className="nhsuk-u-visually-hidden">Entered in error: </span>
                {title}: <b>{headline}</b>
                {lines.length > 0 ? ` · ${lines.join(' · ')}` : ''}
              </s>
              <p className="app-small">
                {retracted.by.name} ({retracted.by.role}), {showDate(dayOf(retracted.at))}:{' '}
                {retracted.because}{' '}
                {acts ? (
                  <span className="app-item__acts">
                    <button type="button" className="app-item__act" onClick={() => acts.showHistory(item)}>
                      History<span className="nhsuk-u-visually-hidden"> of {title}</span>
                    </button>
                    {acts.mayWrite(section) && !item.isCovered ? (
                      <button
                        type="button"
                        className="app-item__act"
                        disabled={acts.isStale}
                        onClick={() => void acts.putBack(item)}
                      >
                        It was right: put it back
                        <span className="nhsuk-u-visually-hidden">
                          {' '}
                          ({title}: {headline})
                        </span>
                      </button>
                    ) : null}
                  </span>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
