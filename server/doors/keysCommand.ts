import { runAtTerminal } from '#server/platform/terminal.ts'
import { keysCommand } from './runKeysCommand.ts'

await runAtTerminal(keysCommand)
