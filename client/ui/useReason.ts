import { useState } from 'react'
import { useSend } from '#client/api/useSend.ts'
import { isReason } from '#shared/text.ts'

type Asked = {
  /** Of the field that the reason is typed in. */
  id: string
  /** As many letters as the schema of the command asks for, and what is said where they are not there. */
  least: number
  wanting: string
}

/** Sends what wants a reason. One that says nothing is asked for at its field, before anything is sent. */
export function useReason({ id, least, wanting }: Asked) {
  const [errors, setErrors] = useState<readonly { id: string; says: string }[]>([])
  const { isBusy, refused, refusals, forget, send } = useSend()
  /** Whether it was done. */
  async function give(because: string, ask: () => Promise<unknown>): Promise<boolean> {
    forget()
    const isShort = !isReason(because, least)
    setErrors(isShort ? [{ id, says: wanting }] : [])
    return !isShort && send(ask)
  }
  return { isBusy, errors, error: errors[0]?.says, refused, refusals, give }
}
