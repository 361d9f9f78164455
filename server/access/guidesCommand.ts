import { runAtTerminal } from '#server/platform/terminal.ts'
import { guidesCommand } from './runGuidesCommand.ts'

await runAtTerminal(guidesCommand)
