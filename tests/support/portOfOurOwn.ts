import { createServer } from 'node:net'

/**
 * Below what a system gives to whoever asks for any port, by listening or by connecting: nobody is given it while a house that was stopped
 * is to come back to it.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000]

// The workers, and another run beside this one, each begin somewhere else.
let next = LOWEST + ((process.pid * 37) % (HIGHEST - LOWEST))

/** A port that nobody listens on, and that no other house of this process has had. */
export async function portOfOurOwn(): Promise<number> {
  for (;;) {
    const port = next
    next = next < HIGHEST ? next + 1 : LOWEST
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
