import { setTimeout as sleep } from 'node:timers/promises'
import type { ScriptPhone } from '#shared/callScript.ts'
import type { PracticeEvent } from '#shared/practice.ts'
import { codeAskedFor } from './core/asksFor.ts'
import { toE164 } from './core/withheld.ts'
import type { RemoteLine } from './remoteLine.ts'
import { LineTrouble } from './remoteLine.ts'

const WORDS = { accepts: 'ACCEPT', declines: 'DECLINE' } as const

/**
 * The colleagues of a scene: whenever one of these telephones is asked by a text or by a ring, it answers as the script says, once for
 * each that it is asked. Answers how to put them all down.
 */
export function playPhones(
  line: RemoteLine,
  phones: readonly ScriptPhone[],
  tell: (who: string, says: string) => void,
): () => void {
  const byNumber = new Map(phones.map(phone => [toE164(phone.number), phone]))
  const down = new AbortController()
  const answered = new Set<string>()
  /** Rings that were picked up, until they say which key. */
  const toPress = new Map<string, ScriptPhone>()

  /** Does it after a while, unless the phones were put down or the line has gone; a ring that has ended needs no answer. */
  const after = async (phone: ScriptPhone, act: () => Promise<unknown>, says: string) => {
    try {
      await sleep(phone.afterSeconds * 1000, undefined, { signal: down.signal })
      await act()
      tell(phone.who, says)
    } catch (error) {
      if (!(error instanceof LineTrouble || down.signal.aborted)) throw error
    }
  }

  const takeText = (event: Extract<PracticeEvent, { type: 'message' }>) => {
    const phone = byNumber.get(event.phone)
    const { sid, direction, from, body } = event.message
    const code = direction === 'received' ? codeAskedFor(body) : undefined
    if (!phone || phone.does === 'silent' || phone.by !== 'text' || code === undefined || answered.has(sid))
      return
    answered.add(sid)
    const words = `${WORDS[phone.does]} ${code}`
    void after(phone, () => line.text(event.phone, from, words), `texts “${words}”`)
  }
  const takeRing = ({ call }: Extract<PracticeEvent, { type: 'call' }>) => {
    const phone = byNumber.get(call.phone)
    if (!phone || phone.does === 'silent' || phone.by !== 'key') return
    if (call.direction !== 'incoming' || call.status !== 'ringing' || answered.has(call.sid)) return
    answered.add(call.sid)
    toPress.set(call.sid, { ...phone, afterSeconds: 0 })
    void after(phone, () => line.act(call.sid, 'answer', {}), 'picks up')
  }
  const takeWords = ({ sid, line: said }: Extract<PracticeEvent, { type: 'heard' }>) => {
    const asked = toPress.get(sid)
    if (!asked || !/press 1/i.test(said.text)) return
    toPress.delete(sid)
    const digits = asked.does === 'accepts' ? '1' : '2'
    void after(asked, () => line.act(sid, 'press', { digits }), `presses ${digits}`)
  }

  line.onEvent(event => {
    if (down.signal.aborted) return
    if (event.type === 'message') takeText(event)
    if (event.type === 'call') takeRing(event)
    if (event.type === 'heard') takeWords(event)
  })
  return () => down.abort()
}
