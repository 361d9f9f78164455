import { once } from 'node:events'
import { readConfig, readEnvironment } from './platform/config.ts'
import { createLogger, errorFields } from './platform/logger.ts'
import { StartRefused } from './platform/problems.ts'
import { type House, startHouse } from './start.ts'
import { PRACTICE_PASSWORD, SUGGESTED_SIGN_INS } from './world/signIns.ts'

// biome-ignore lint/suspicious/noConsole: the terminal is this file's reader
const say = (text: string) => console.log(text)

const read = readConfig(readEnvironment())
if (read.kind === 'refused') {
  say('Goldthread does not start: some settings are missing or contradict each other.\n')
  for (const { setting, because } of read.refusals) say(`  ${setting}: ${because}`)
  say('\nEvery setting is described in .env.example.')
  process.exit(1)
}
const { config } = read
const log = createLogger(config.logLevel)

// A promise that nobody held is a bug, and its story is in the log. The callers of other calls must not pay for it.
process.on('unhandledRejection', error => log.error('process.unhandled_rejection', errorFields(error)))

// What threw outside every promise leaves this process in an unknown state: it ends, and whoever watches it starts another.
process.on('uncaughtException', error => {
  log.error('process.uncaught', errorFields(error))
  process.exit(1)
})

for (const { setting, because } of read.unknown) {
  if (config.mode === 'practice') say(`${setting}: ${because}`)
  else log.warn('setting.unknown', { key: setting })
}
if (config.mode === 'practice') say('Goldthread is opening …')
const closing = closingOnSignals()
const house = await startHouse({ config, log, say, signal: closing }).catch((error: unknown) => {
  if (closing.aborted && error === closing.reason) closed()
  if (error instanceof StartRefused) say(error.message)
  else {
    log.error('house.not_opened', errorFields(error))
    say(`Goldthread did not open: ${error instanceof Error ? error.message : 'see the log'}`)
  }
  process.exit(1)
})

if (process.argv.includes('--seed-only')) {
  await house.stop()
  say('The house is filled.')
  process.exit(0)
}
if (!closing.aborted) {
  greet(house, Math.round(performance.now()))
  await once(closing, 'abort')
}
await house.stop()
closed()

function greet({ publicUrl, practice }: House, ms: number): void {
  log.info('house.opened', { ms, port: config.port })
  if (config.mode === 'production') return
  const signIns = SUGGESTED_SIGN_INS.map(({ signInName, who }) => `    ${signInName.padEnd(8)} ${who}`).join(
    '\n',
  )
  say(`
  Goldthread is open (${(ms / 1000).toFixed(1)} s). Everybody in it is invented.

  Console    ${publicUrl}
  Handsets   ${practice?.origin ?? 'not running'}

  Sign in with the password "${PRACTICE_PASSWORD}" as
${signIns}

  Try this: sign in as maren and say that you are ready. Open the handsets in a second window
  and call as Angela Ashby. Take the call, check who it is about, read what matters, write down
  the outcome, and find it on her husband's timeline.

  Ctrl-C closes the house; everything is kept for the next start.
`)
}

/** Aborted by the first signal, while the house still opens or later; a second one stops at once. */
function closingOnSignals(): AbortSignal {
  const asked = new AbortController()
  const close = (signal: NodeJS.Signals) => {
    if (asked.signal.aborted) {
      say('Stopped at once.')
      process.exit(1)
    }
    if (config.mode === 'practice') say('\nClosing … (Ctrl-C again stops at once)')
    log.info('house.closing', { reason: signal })
    asked.abort()
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
  return asked.signal
}

function closed(): never {
  log.info('house.closed')
  if (config.mode === 'practice') say('Closed. Everything is kept for the next start.')
  process.exit(0)
}
