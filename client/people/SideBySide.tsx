import { Tag } from '#client/ui/Tag.tsx'
import type { SideBySide as Beside, CellMark } from '#shared/sideBySide.ts'
import './SideBySide.css'

type Props = { beside: Beside; title: string }

/** Colour never speaks alone: a shape and a word say whether it is the same. */
const MARKS: Readonly<Record<CellMark, string>> = {
  first: '',
  same: '= the same',
  like: '≈ one name',
  differs: '≠ differs',
  nothing: '',
}

/** Two or three persons, fact by fact, with what is not so with the first one marked. */
export function SideBySide({ beside, title }: Props) {
  return (
    <section className="app-beside" aria-label={title}>
      <table className="app-beside__table">
        <thead>
          <tr>
            <td className="app-beside__what" />
            {beside.people.map(({ patientId, label, notes }, place) => (
              <th key={patientId ?? place} scope="col">
                {label}{' '}
                {notes.map(note => (
                  <Tag key={note} tone="caution">
                    {note}
                  </Tag>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {beside.rows.map(({ what, cells }) => (
            <tr key={what}>
              <th scope="row" className="app-beside__what">
                {what}
              </th>
              {cells.map(({ mark, lines, says }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={place} className={`app-beside__cell--${mark}`}>
                  {lines.map((line, row) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one value do not move
                    <span key={row}>
                      {line.map(({ text, differs }, piece) =>
                        differs ? (
                          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line do not move
                          <mark key={piece} className="app-beside__part">
                            {text}
                          </mark>
                        ) : (
                          text
                        ),
                      )}
                      <br />
                    </span>
                  ))}
                  {MARKS[mark] ? (
                    <span className="app-beside__word">{says ? `≈ ${says}` : MARKS[mark]}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
