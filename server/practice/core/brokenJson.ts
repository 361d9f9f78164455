/** Where a text stops being JSON, and why: 'Line 3, column 1: Expected double-quoted property name'. Undefined where it is JSON. */
export function brokenJson(text: string): string | undefined {
  const message = refusal(text)
  if (message === undefined) return undefined
  const told = /\(line (\d+) column (\d+)\)$/.exec(message)
  const why = message.replace(/,? (\.\.\.)?".*" is not valid JSON$| in JSON at position .*$/s, '')
  return `${told ? `Line ${told[1]}, column ${told[2]}` : placeAt(text, breaksAt(text))}: ${why}`
}

/** Of a token that it did not expect the parser does not say where: it is the last letter of the shortest beginning that has it. */
function breaksAt(text: string): number {
  let [sound, broken] = [0, text.length + 1]
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2)
    if (refusal(text.slice(0, middle))?.startsWith('Unexpected token')) broken = middle
    else sound = middle
  }
  return Math.min(broken - 1, text.length)
}

function placeAt(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n')
  return `Line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}

function refusal(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
