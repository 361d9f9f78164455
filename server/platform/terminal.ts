type Command = (
  args: string[],
  say: (text: string) => void,
  complain: (text: string) => void,
) => Promise<number>

/**
 * Runs one of the operators' commands. Whoever stops reading (`| head`) does not stop its work; but what was to be read once, as a
 * password, and could not be written, is no success.
 */
export async function runAtTerminal(command: Command): Promise<void> {
  let isLost = false
  const lose = () => {
    isLost = true
    process.exitCode ||= 1
  }
  const { stdout, stderr } = process
  stdout.on('error', lose)
  stderr.on('error', lose)
  const code = await command(
    process.argv.slice(2),
    text => void stdout.write(`${text}\n`),
    text => void stderr.write(`${text}\n`),
  )
  if (code !== 0 || !isLost) process.exitCode = code
}
