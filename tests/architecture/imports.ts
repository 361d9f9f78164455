import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { type ImportRule, MODULES } from './importRules.ts'

export const PROJECT = join(import.meta.dirname, '..', '..')

export type Edge = { from: string; to: string; typeOnly: boolean }

/** Our own source files below these folders, as paths from the root. */
export function sourceFiles(...folders: string[]): string[] {
  return folders
    .flatMap(folder =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map(
        name => `${folder}/${name}`,
      ),
    )
    .filter(path => /\.tsx?$/.test(path) && !path.startsWith('client/dist/'))
    .sort()
}

export function textOf(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8')
}

/** Every import, re-export and literal dynamic import of one file. */
export function edgesOf(from: string, text: string): Edge[] {
  const { module, errors } = parseSync(from, text)
  if (errors[0]) throw new Error(`${from}: ${errors[0].message}`)
  const statics = module.staticImports.map(one => ({
    name: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every(entry => entry.isType),
  }))
  const exported = module.staticExports
    .flatMap(one => one.entries)
    .flatMap(entry =>
      entry.moduleRequest ? [{ name: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    )
  const dynamic = module.dynamicImports.map(one => ({
    name: text.slice(one.moduleRequest.start, one.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
  }))
  return [...statics, ...exported, ...dynamic].map(({ name, typeOnly }) => ({
    from,
    to: resolved(from, name),
    typeOnly,
  }))
}

function resolved(from: string, name: string): string {
  if (name.startsWith('#')) return name.slice(1)
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name)
  return name.startsWith('node:') ? name : `npm:${name}`
}

/** 'from → to' for every import that the rule forbids. */
export function breaches(rule: ImportRule, edges: readonly Edge[]): string[] {
  return edges
    .filter(edge => {
      const match = rule.from.exec(edge.from)
      if (!match || (rule.exceptTypeOnly && edge.typeOnly)) return false
      return new RegExp(rule.notTo.replace('$1', match[1] ?? '')).test(edge.to)
    })
    .map(edge => `${edge.from} → ${edge.to}`)
}

export function moduleOf(path: string): string | undefined {
  return /^server\/([^/]+)\//.exec(path)?.[1]
}

/** Imports from one module into another that the map does not allow. */
export function uphill(edges: readonly Edge[]): string[] {
  return edges
    .filter(({ from, to }) => {
      const [above, below] = [moduleOf(from), moduleOf(to)]
      if (!above || !below || above === below || above === 'platform' || below === 'platform') return false
      return !MODULES[above]?.includes(below)
    })
    .map(edge => `${edge.from} → ${edge.to}`)
}

/** One roundabout way from a file to itself among the imports that run, or undefined. */
export function findCycle(edges: readonly Edge[]): string[] | undefined {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of edges) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  const finished = new Set<string>()

  function walk(file: string, way: readonly string[]): string[] | undefined {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (finished.has(file)) return undefined
    for (const to of next.get(file) ?? []) {
      const cycle = walk(to, [...way, file])
      if (cycle) return cycle
    }
    finished.add(file)
    return undefined
  }

  for (const file of next.keys()) {
    const cycle = walk(file, [])
    if (cycle) return cycle
  }
  return undefined
}
