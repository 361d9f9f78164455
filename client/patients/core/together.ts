import type { Difference } from '#shared/record/difference.ts'

/** Of a list, what came and what went is said in one line each: 'Discussed with: Ron; Angela'. */
export function together(differences: readonly Difference[]): Difference[] {
  const lines: Difference[] = []
  for (const difference of differences) {
    const last = lines.at(-1)
    if (last && isMore(last, difference)) lines[lines.length - 1] = joined(last, difference)
    else lines.push(difference)
  }
  return lines
}

function isMore(last: Difference, { path, words, change }: Difference): boolean {
  const isOneSided = change === 'added' || change === 'removed'
  return isOneSided && last.path === path && last.words === words && last.change === change
}

function joined(last: Difference, { before, after }: Difference): Difference {
  return {
    ...last,
    ...(last.before === undefined || before === undefined ? {} : { before: `${last.before}; ${before}` }),
    ...(last.after === undefined || after === undefined ? {} : { after: `${last.after}; ${after}` }),
  }
}
