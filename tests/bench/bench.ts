import { type Figure, table } from './figures.ts'
import { type Machine, machineFacts } from './machine.ts'
import { NotOptions, type Options, readOptions } from './options.ts'
import { ROW_NAMES, ROWS, ROWS_ALONE } from './rows.ts'
import { closers, openSetting } from './setting.ts'

type Report = { machine: Machine | undefined; options: Options; figures: Figure[] }

const options = optionsOrUsage()
const report = await measure(options)
process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))

function optionsOrUsage(): Options {
  try {
    return readOptions(process.argv.slice(2), ROW_NAMES)
  } catch (error) {
    if (!(error instanceof NotOptions)) throw error
    process.stderr.write(`${error.message}\nRows: ${ROW_NAMES.join(', ')}\n`)
    process.exit(2)
  }
}

/** Everything that was opened is closed again, however it ends; Ctrl-C ends it too. */
async function measure(options: Options): Promise<Report> {
  const report: Report = { machine: undefined, options, figures: [] }
  for (const row of ROWS_ALONE.filter(isAsked)) {
    say(`${row.name} …`)
    report.figures.push(...(await row.measureAlone(options.quick)))
  }
  const rows = ROWS.filter(isAsked)
  if (rows.length === 0) return report
  const opened = closers()
  const stop = () => void opened.closeAll().finally(() => process.exit(130))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const setting = await openSetting(options, say, opened)
    report.machine = await machineFacts(setting.db)
    for (const row of rows) {
      say(`${row.name} …`)
      report.figures.push(...(await row.measure(setting)))
    }
  } finally {
    await opened.closeAll()
  }
  return report
}

function isAsked({ name }: { name: string }): boolean {
  return options.only.length === 0 || options.only.includes(name)
}

function inWords({ machine, figures }: Report): string {
  const facts = machine
    ? `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres}; load of others at the beginning ${machine.load}\n`
    : ''
  return `\n${facts}Milliseconds; database, server and load on this one machine; durable as in production. CPU: of the server + of the database, for each answer.\n\n${table(figures)}\n`
}

/** What goes on, for the person at the terminal; the table alone goes to the output. */
function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
