import { runAtTerminal } from '#server/platform/terminal.ts'
import { auditCommand } from './runAuditCommand.ts'

await runAtTerminal(auditCommand)
