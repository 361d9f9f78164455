import { setTimeout as sleep } from 'node:timers/promises'
import type { CallScript } from '#shared/callScript.ts'
import { toE164 } from './core/withheld.ts'
import { playPhones } from './playPhones.ts'
import { type PlayEvent, type PlayOptions, playScript } from './playScript.ts'
import { readScript } from './readScript.ts'
import type { RemoteLine } from './remoteLine.ts'

type Asked = {
  /** Who phones and whom, where it is not as the script says. Whoever else rings is rung from their own. */
  from?: string | undefined
  to?: string | undefined
}

/**
 * Plays a whole scene: its caller, whoever else rings within it, and the telephones of those who are asked to go. True when every
 * step of every caller could be done. The telephones answer until the scene is over.
 */
export async function playScene(
  line: RemoteLine,
  script: CallScript,
  { from, to }: Asked,
  tell: (event: PlayEvent) => void,
  options: PlayOptions = {},
): Promise<boolean> {
  const ended = new AbortController()
  const signal = options.letGo ? AbortSignal.any([options.letGo, ended.signal]) : ended.signal
  const putDown = playPhones(line, script.phones, (who, says) => tell({ kind: 'phone', who, says }))
  const others = script.alsoCalls.map(async ({ script: name, afterSeconds }) => {
    const other = readScript(name)
    const isLetGo = await sleep(afterSeconds * 1000, false, { signal }).catch(() => true)
    return isLetGo || playScript(line, callerOf(other, {}, to), tell, options)
  })
  try {
    const isGood = await playScript(line, callerOf(script, { from }, to), tell, options)
    ended.abort() // whoever had not rung by now does not
    return (await Promise.all(others)).every(Boolean) && isGood
  } finally {
    ended.abort()
    putDown()
  }
}

function callerOf(script: CallScript, { from }: Asked, to: string | undefined) {
  const number = from ?? script.from ?? 'withheld'
  return { ...script, from: number === 'withheld' ? number : toE164(number), to }
}
