import { keysCommand } from './runKeysCommand.ts'

process.exitCode = await keysCommand(
  process.argv.slice(2),
  text => void process.stdout.write(`${text}\n`),
  text => void process.stderr.write(`${text}\n`),
)
