import { useRef, useState } from 'react'
import { call, callFile } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { counted } from '#client/ui/core/counted.ts'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { saveFile } from '#client/ui/saveFile.ts'
import { routes } from '#shared/routes.ts'
import { BroughtList } from './BroughtList.tsx'
import { useBringList } from './useBringList.ts'

/** A list that is brought in: first a dry run that names every row, and then, when it has been looked at, for real. */
export function BringList({ organisation }: { organisation: string }) {
  const { list, file, sent, failed, bring, write, look } = useBringList()
  const before = useLoad('lists brought', signal => call(routes.listsBrought, { signal }))
  const [says, setSays] = useState('')
  const chosen = useRef<HTMLInputElement>(null)

  async function save(ask: () => Promise<Blob>, name: string) {
    setSays('')
    try {
      saveFile(await ask(), name)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(error.message)
    }
  }

  return (
    <section className="app-lists__part" aria-labelledby="bring-list">
      <h2 id="bring-list">Bring a list</h2>
      <p>
        A CSV file of those whom {organisation} looks after. It is read first and writes nothing: you see
        every row, and what it would do, before anything is kept.
      </p>
      <div className="app-row">
        <label className="app-lists__file">
          <span>Choose a file</span>
          <input
            ref={chosen}
            type="file"
            accept=".csv,.txt,text/csv"
            aria-disabled={sent !== null || undefined}
            onClick={event => {
              if (sent !== null) event.preventDefault()
              // The same file, mended, is to be read again: of what is chosen already no browser tells.
              else event.currentTarget.value = ''
            }}
            onChange={event => {
              const [file] = event.target.files ?? []
              if (file) void bring(file)
            }}
          />
        </label>
        <Button
          look="quiet"
          onClick={() => save(() => callFile(routes.listTemplate), 'caseload-template.csv')}
        >
          Save an empty list with all headings
        </Button>
      </div>
      <p role="status" className="app-small app-quiet">
        {sent === null ? says : `Bringing ${file ? `“${file.name}”` : 'the file'}: ${sent}%`}
      </p>
      {failed ? (
        <Notice tone="danger" role="alert" title="That did not work.">
          {failed}
        </Notice>
      ) : null}
      {list ? (
        <BroughtList
          key={list.importId}
          list={list}
          file={file?.importId === list.importId ? file.name : null}
          onWrite={write}
          onSaveLeftOut={() =>
            save(() => callFile(routes.leftOut, { params: { importId: list.importId } }), 'left-out.csv')
          }
        />
      ) : null}
      {before.kind === 'here' && before.value.lists.length > 0 ? (
        <ul className="app-lists__taken" aria-label="Lists that were brought before">
          {before.value.lists
            .filter(({ importId }) => importId !== list?.importId)
            .map(one => (
              <li key={one.importId}>
                <div>
                  <span>
                    <b>{counted(one.rows, 'row')}</b> ·{' '}
                    {one.state === 'done'
                      ? 'written'
                      : one.state === 'refused'
                        ? 'could not be read'
                        : 'not written'}
                  </span>
                  <span className="app-small app-quiet">
                    {one.by}, {showDate(dayOf(one.broughtAt))} {showTime(one.broughtAt)}
                  </span>
                </div>
                <Button
                  size="small"
                  onClick={() => {
                    if (chosen.current) chosen.current.value = ''
                    look(one)
                  }}
                >
                  Show
                </Button>
              </li>
            ))}
        </ul>
      ) : null}
    </section>
  )
}
