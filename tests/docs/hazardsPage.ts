type Hazard = {
  id: string
  hazard: string
  control: string
  tests: readonly { file: string; test: string }[]
  missing: string
}

/** The hazards as a page that a safety officer reads: each control as a list, each test under its file. */
export function hazardsPage(about: string, hazards: readonly Hazard[]): string {
  return `# Hazards

${about}

This page is made from [hazards.json](hazards.json): change it there, then run \`npx vitest run --config tests/vitest.config.ts -u tests/docs\`. A name with a percent sign stands for several tests.

${hazards.map(inWords).join('\n')}`
}

function inWords({ id, hazard, control, tests, missing }: Hazard): string {
  const controls = control.split(/(?<=\.) |; /).map(one => `- ${sentence(one)}`)
  const files = [...Map.groupBy(tests, ({ file }) => file)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = files.map(
    ([file, held]) => `- [${file}](../${file}): ${held.map(({ test }) => `“${test}”`).join(' · ')}`,
  )
  return [
    `## ${id} ${hazard}`,
    '',
    'What controls it:',
    '',
    ...controls,
    '',
    ...(missing ? [`What is missing: ${missing}`, ''] : []),
    `What holds that (${tests.length} tests by name):`,
    '',
    ...lines,
    '',
  ].join('\n')
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return begun.endsWith('.') ? begun : `${begun}.`
}
