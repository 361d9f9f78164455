import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { sourceWords } from '#shared/record/provenance.ts'
import type { SealedItem, KeptApart as Section } from '#shared/record/sealed.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { Edit } from './edit.ts'
import './History.css'
import { HistoryVersion } from './HistoryVersion.tsx'
import { useRecordActs } from './recordActs.ts'

type Props = {
  section: Section
  items: readonly SealedItem[]
  record: RecordAtAGlance
  isStale: boolean
  onEdit: (edit: Edit) => void
  onClose: () => void
}

/** What is kept in a part that was opened: each item with its acts, and with what was written of it before. */
export function KeptApartItems(props: Props) {
  const { section, items, isStale, onEdit } = props
  const isPhrase = section === 'agreedPhrases'
  return (
    <div className="app-stack">
      {items.length === 0 ? <Notice tone="plain" title="Nothing is kept here." /> : null}
      {isPhrase && items.length > 0 ? (
        <p className="app-quiet">
          A phrase is compared with what a caller says and is never shown again. You can put a new one in its
          place.
        </p>
      ) : null}
      {items.map(item => (
        <OneItem key={item.itemId} item={item} {...props} />
      ))}
      <div className="app-row">
        <Button disabled={isStale} onClick={() => onEdit({ section })}>
          Add another
        </Button>
      </div>
    </div>
  )
}

function OneItem({ item, section, record, isStale, onEdit, onClose }: Props & { item: SealedItem }) {
  const acts = useRecordActs()
  const { itemId, version, knownState, headline, lines, body, retracted } = item
  const name = withWhom(item, record) ?? headline
  const title = sectionOf(section).title
  return (
    <article className="app-past__was">
      {retracted ? <s>{name}</s> : <b>{name}</b>}
      {retracted ? null : lines.map(words => <p key={words}>{words}</p>)}
      <p className="app-quiet app-small">
        {retracted
          ? `Entered in error, says ${retracted.by.name}: ${retracted.because}`
          : `${item.recordedBy.name} (${item.recordedBy.role}, ${item.recordedBy.organisation}), ${showMoment(item.recordedAt, record.asOf)}, from ${sourceWords[item.source.kind].text}`}
      </p>
      {retracted ? null : (
        <span className="app-item__acts">
          <button
            type="button"
            className="app-item__act"
            disabled={isStale}
            onClick={() =>
              onEdit({ section, item: { itemId, version, knownState, ...(body ? { body } : {}) } })
            }
          >
            {section === 'agreedPhrases' ? 'Put a new phrase in its place' : 'Change'}
            <span className="nhsuk-u-visually-hidden">: {name}</span>
          </button>
          <button
            type="button"
            className="app-item__act"
            disabled={isStale}
            onClick={() => {
              onClose()
              acts?.askRetract({ section, itemId, version, title, headline: name, lines })
            }}
          >
            Entered in error…<span className="nhsuk-u-visually-hidden">: {name}</span>
          </button>
        </span>
      )}
      {version > 1 ? <Before item={item} name={name} /> : null}
    </article>
  )
}

/** Every version of one item, at a press: who wrote what, and on whose word. */
function Before({ item: { version, versions, hasEarlier }, name }: { item: SealedItem; name: string }) {
  return (
    <details>
      <summary>
        History: {version} versions<span className="nhsuk-u-visually-hidden"> of {name}</span>
      </summary>
      <ol className="app-history">
        {versions.map(one => (
          <HistoryVersion key={one.version} version={one} onThen={null} />
        ))}
      </ol>
      {hasEarlier ? (
        <p className="app-quiet">
          {version - versions.length === 1 ? 'The first is' : `The first ${version - versions.length} are`}{' '}
          not shown here.
        </p>
      ) : null}
    </details>
  )
}

/** With whom a phrase was agreed, by name. */
function withWhom({ body }: SealedItem, { blocks }: RecordAtAGlance): string | undefined {
  const contact = typeof body === 'object' && body !== null && 'with' in body ? body.with : undefined
  if (typeof contact !== 'object' || contact === null || !('contactItem' in contact)) return undefined
  const found = blocks.flatMap(({ items }) => items).find(({ itemId }) => itemId === contact.contactItem)
  return found && `A phrase agreed with ${found.headline}`
}
