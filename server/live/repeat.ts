import { errorFields, type Logger } from '#server/platform/logger.ts'

export type Repeated = {
  /** Does not wait for the next turn; asked while a turn is under way, another follows it. */
  now(): void
  stop(): void
}

/** Does something again and again without overlapping itself. A failure is told, and the next turn tries again. */
export function repeat(
  what: string,
  everyMs: number,
  log: Logger,
  act: () => void | Promise<void>,
): Repeated {
  let isBusy = false
  let isAskedAgain = false
  let isStopped = false

  async function turn(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      await act()
    } catch (error) {
      log.warn(`${what}_failed`, errorFields(error))
    } finally {
      isBusy = false
    }
    if (!isAskedAgain || isStopped) return
    isAskedAgain = false
    void turn()
  }

  const timer = setInterval(() => void turn(), everyMs)
  return {
    now: () => {
      isAskedAgain = isBusy
      void turn()
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
    },
  }
}
