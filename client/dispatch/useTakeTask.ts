import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { routes } from '#shared/routes.ts'

/** Puts the nurse's name on a task. The board shows it when the server says so. */
export function useTakeTask() {
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const take = useCallback(async ({ taskId, version }: BoardTask) => {
    setBusy(true)
    try {
      const reply = await call(routes.takeTask, { params: { taskId }, body: { version } })
      setRefused(reply.kind === 'taken' ? null : reply.because)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setRefused(error.message)
    }
    setBusy(false)
  }, [])
  return { isBusy, refused, take }
}
