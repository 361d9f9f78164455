import { runAtTerminal } from '#server/platform/terminal.ts'
import { callCommand } from './runCallCommand.ts'

await runAtTerminal(callCommand)
