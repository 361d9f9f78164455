import { errorFields, type Logger } from './logger.ts'

type Closer = { name: string; close: () => Promise<void> | void; withinMs: number }

/** What was opened, to be closed in reverse: the last thing opened is the first that nobody needs any more. */
export type OpenThings = {
  opened(name: string, close: Closer['close'], withinMs?: number): void
  /** Closes everything once; a closer that fails or hangs is named in the log and does not keep the others open. */
  closeAll(): Promise<void>
}

export function openThings(log: Logger): OpenThings {
  const closers: Closer[] = []
  let closing: Promise<void> | undefined

  async function closeInReverse(): Promise<void> {
    for (let closer = closers.pop(); closer; closer = closers.pop()) {
      const { name } = closer
      try {
        await within(closer)
      } catch (error) {
        log.error('shutdown.stuck', { kind: name, ...errorFields(error) })
      }
    }
  }

  return {
    opened: (name, close, withinMs = 10_000) => void closers.push({ name, close, withinMs }),
    closeAll: () => {
      closing ??= closeInReverse()
      return closing
    },
  }
}

async function within({ close, withinMs, name }: Closer): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not close in time`)), withinMs)
  })
  try {
    await Promise.race([close(), late])
  } finally {
    clearTimeout(timer)
  }
}
