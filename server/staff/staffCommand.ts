import { staffCommand } from './runStaffCommand.ts'

process.exitCode = await staffCommand(
  process.argv.slice(2),
  text => void process.stdout.write(`${text}\n`),
  text => void process.stderr.write(`${text}\n`),
)
