import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { Button } from '#client/ui/Button.tsx'
import { saveFile } from '#client/ui/saveFile.ts'

type Props = { ask: () => Promise<Blob>; isStale?: boolean }

/** The page as a file to hand on, drawn by the server: the same whatever browser it is fetched with. */
export function SavePdf({ ask, isStale = false }: Props) {
  const [state, setState] = useState<'rest' | 'busy' | 'saved'>('rest')
  const [failed, setFailed] = useState<string | null>(null)

  async function save() {
    setState('busy')
    setFailed(null)
    try {
      saveFile(await ask(), 'emergency-summary.pdf')
      setState('saved')
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error.message)
      setState('rest')
    }
  }

  return (
    <>
      <Button disabled={isStale || state === 'busy'} onClick={save}>
        {state === 'busy' ? 'Making…' : 'Save as PDF'}
      </Button>
      <span role="status" className="app-small app-quiet">
        {failed ?? (state === 'saved' ? 'Saved. That you took a copy is in the person’s access log.' : '')}
      </span>
    </>
  )
}
