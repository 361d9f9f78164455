import { runAtTerminal } from '#server/platform/terminal.ts'
import { staffCommand } from './runStaffCommand.ts'

await runAtTerminal(staffCommand)
