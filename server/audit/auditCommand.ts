import { auditCommand } from './runAuditCommand.ts'

process.exitCode = await auditCommand(
  process.argv.slice(2),
  text => void process.stdout.write(`${text}\n`),
  text => void process.stderr.write(`${text}\n`),
)
