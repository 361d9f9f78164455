type InWords = { headline: string; lines: readonly string[]; warnings: readonly string[] }

/**
 * What an item says, each thing once, for whoever reads all of it together: a line that begins with the headline goes on from it, and
 * what a warning says is not said again beside it.
 */
export function saidOnce({ headline, lines, warnings }: InWords): { headline: string; lines: string[] } {
  const warned = new Set(warnings.map(words => words.toLowerCase()))
  const isWarned = (line: string) => {
    const [, label = '', says = ''] = /^([^:]+): (.+)$/.exec(line) ?? []
    return (
      warned.has(says.toLowerCase()) ||
      (/^Review( by)?$/.test(label) && warned.has(`${DUE}${says.toLowerCase()}`))
    )
  }
  const next = /^(Next review) (.+)$/.exec(headline)
  const before = `${headline}: `
  return {
    headline: next?.[1] && warned.has(`${DUE}${next[2]?.toLowerCase()}`) ? next[1] : headline,
    lines: lines
      .filter(line => !isWarned(line))
      .map(line => (line.startsWith(before) ? line.slice(before.length) : line)),
  }
}

const DUE = 'review was due '

/** Whether words say by themselves what they are about, so that its title before them would say it twice. */
export function saysItself({ title, headline }: { title: string; headline: string }): boolean {
  return headline.toLowerCase().startsWith(title.toLowerCase())
}
