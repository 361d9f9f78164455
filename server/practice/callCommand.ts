import { callCommand } from './runCallCommand.ts'

process.exitCode = await callCommand(
  process.argv.slice(2),
  text => void process.stdout.write(`${text}\n`),
  text => void process.stderr.write(`${text}\n`),
)
