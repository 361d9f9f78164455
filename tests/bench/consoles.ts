import { WebSocket } from 'ws'
import type { BenchNurse } from './people.ts'

export type Consoles = {
  count: number
  /** Called for every call a console is told of: which console, which call, its state, when (performance.now). */
  onCall: (heard: (console: number, callId: string, state: string, at: number) => void) => void
  onText: (heard: (console: number, text: string, at: number) => void) => void
  close(): void
}

const CALL = /"kind":"call","call":\{"callId":"([0-9a-f-]{36})","version":\d+,"state":"(\w+)"/g

/**
 * Live connections as consoles have them, spoken by hand (engine.io 4 over a WebSocket): a thousand of them must cost the
 * generator less than the server.
 */
export async function openConsoles(origin: string, nurses: readonly BenchNurse[]): Promise<Consoles> {
  let heardCall: (console: number, callId: string, state: string, at: number) => void = () => {}
  let heardText: (console: number, text: string, at: number) => void = () => {}
  const sockets: WebSocket[] = []
  const address = `${origin.replace(/^http/, 'ws')}/live/?EIO=4&transport=websocket`

  async function open(nurse: BenchNurse, number: number): Promise<void> {
    const socket = new WebSocket(address, { headers: { cookie: nurse.cookie, origin } })
    sockets.push(socket)
    await new Promise<void>((connected, refused) => {
      socket.on('error', refused)
      socket.on('close', () => refused(new Error('a console was cut off')))
      socket.on('message', data => {
        const at = performance.now()
        const text = data.toString()
        if (text.startsWith('0')) socket.send('40')
        else if (text === '2') socket.send('3')
        else if (text.startsWith('40')) connected()
        else if (text.startsWith('42["feed"')) {
          heardText(number, text, at)
          for (const [, callId = '', state = ''] of text.matchAll(CALL)) heardCall(number, callId, state, at)
        }
      })
    })
  }

  // A few at a time: who comes to work does not come in the same millisecond.
  for (let i = 0; i < nurses.length; i += 25)
    await Promise.all(nurses.slice(i, i + 25).map((nurse, j) => open(nurse, i + j)))
  return {
    count: sockets.length,
    onCall: heard => {
      heardCall = heard
    },
    onText: heard => {
      heardText = heard
    },
    close: () => {
      for (const socket of sockets) socket.terminate()
    },
  }
}
