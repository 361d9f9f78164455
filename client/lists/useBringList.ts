import { useCallback, useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { type ListBrought, MOST_PIECES, PIECE_BYTES } from '#shared/lists.ts'
import { routes } from '#shared/routes.ts'

const LOOK_AGAIN_MS = 1_000
/** While these go on, somebody else works: the page looks again. */
const MOVING: readonly ListBrought['state'][] = ['reading', 'running']

/** A list on its way in: brought piece by piece, read, looked at, written. What stands here is what the server says. */
export function useBringList() {
  const [list, setList] = useState<ListBrought | null>(null)
  /** What the file was called: the server is not told. */
  const [file, setFile] = useState<{ importId: string; name: string } | null>(null)
  const [sent, setSent] = useState<number | null>(null)
  const [failed, setFailed] = useState<string | null>(null)

  const attempt = useCallback(async (act: () => Promise<ListBrought>) => {
    setFailed(null)
    try {
      setList(await act())
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error.message)
    } finally {
      setSent(null)
    }
  }, [])

  const bring = (file: File) =>
    attempt(async () => {
      const commandId = newCommandId()
      setFile({ importId: commandId, name: file.name })
      const pieces = Math.max(1, Math.ceil(file.size / PIECE_BYTES))
      if (file.size === 0)
        throw new CallFailed('bad_request', `“${file.name}” is empty. Choose another file.`)
      if (pieces > MOST_PIECES)
        throw new CallFailed(
          'too_large',
          `“${file.name}” is larger than 12 MB. Divide the list, and bring one part after the other.`,
        )
      setSent(0)
      await call(routes.bringList, { body: { commandId, pieces } })
      for (let place = 1; place <= pieces; place += 1) {
        const content = await base64Of(file.slice((place - 1) * PIECE_BYTES, place * PIECE_BYTES))
        await call(routes.bringPiece, { params: { importId: commandId }, body: { place, content } })
        setSent(Math.round((place / pieces) * 100))
      }
      return call(routes.readList, { params: { importId: commandId }, body: {} })
    })

  const importId = list?.importId
  const write = (writesChanges: boolean) =>
    attempt(() => call(routes.writeList, { params: { importId: importId ?? '' }, body: { writesChanges } }))

  const isMoving = list !== null && MOVING.includes(list.state)
  useEffect(() => {
    if (!isMoving || importId === undefined) return
    const timer = setInterval(() => {
      void attempt(() => call(routes.listBrought, { params: { importId } }))
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isMoving, importId, attempt])

  return { list, file, sent, failed, bring, write, look: (one: ListBrought | null) => setList(one) }
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 8_192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192))
  return btoa(text)
}
