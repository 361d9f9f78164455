import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RowAlone } from '../row.ts'

const DIST = join(import.meta.dirname, '..', '..', '..', 'client', 'dist')
const BAR_KB = 250

/** Scripts that the console's page fetches before it can be used, as they travel (gzip), with what they import at once. */
export const firstLoadRow: RowAlone = {
  name: 'page',
  measureAlone: async () => {
    const page = join(DIST, 'index.html')
    if (!existsSync(page))
      return [
        { row: 'page: scripts of the first load', value: 'not built', bar: `≤ ${BAR_KB} kB`, met: undefined },
      ]
    const html = readFileSync(page, 'utf8')
    const scripts = withImports(
      [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(found => found[1] ?? ''),
    )
    const plain = scripts.map(name => readFileSync(join(DIST, 'assets', name)))
    const kb = plain.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) / 1000
    const styles = [...html.matchAll(/href="\/assets\/([^"]+\.css)"/g)].map(found =>
      readFileSync(join(DIST, 'assets', found[1] ?? '')),
    )
    const stylesKb = styles.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) / 1000
    const note = `${scripts.length} scripts, ${(plain.reduce((sum, bytes) => sum + bytes.length, 0) / 1000).toFixed(0)} kB before compression; styles ${stylesKb.toFixed(0)} kB compressed`
    return [
      {
        row: 'page: scripts of the first load',
        value: `${kb.toFixed(0)} kB`,
        bar: `≤ ${BAR_KB} kB`,
        met: kb <= BAR_KB,
        note,
      },
    ]
  },
}

/** The scripts and what they import without being asked: `import('…')` waits until it is. */
function withImports(names: readonly string[]): string[] {
  const all = new Set<string>()
  const add = (name: string) => {
    if (all.has(name) || !existsSync(join(DIST, 'assets', name))) return
    all.add(name)
    const text = readFileSync(join(DIST, 'assets', name), 'utf8')
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      add(imported ?? '')
  }
  for (const name of names) add(name)
  return [...all]
}
