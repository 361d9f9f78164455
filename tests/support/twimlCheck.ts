import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { TwimlGrammar } from '#tests/practice/twilioData.ts'

/** One element of a document: its name, attributes, text and children, in order. */
export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] }

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  ignoreDeclaration: true,
})
const Node = z.record(z.string(), z.unknown())

/** The verbs of a document, in order; throws when it is not a whole `<Response>` and nothing else. */
export function verbsOf(document: string): Verb[] {
  const roots = z.array(Node).parse(parser.parse(document)).map(toVerb)
  const [response, ...more] = roots
  if (response?.name !== 'Response' || more.length > 0) throw new Error('not one <Response>')
  return response.children
}

function toVerb(node: Record<string, unknown>): Verb {
  const name = Object.keys(node).find(key => key !== ':@') ?? ''
  const inside = z.array(Node).parse(node[name])
  const text = inside
    .filter(child => '#text' in child)
    .map(child => String(child['#text']))
    .join('')
  return {
    name,
    attributes: z.record(z.string(), z.coerce.string()).parse(node[':@'] ?? {}),
    text,
    children: inside.filter(child => !('#text' in child)).map(toVerb),
  }
}

const Rule = z.object({ type: z.string(), values: z.array(z.string()).optional() })

/** Sentences, one for each thing that the carrier's grammar does not know. */
export function breaches(document: string, grammar: z.infer<typeof TwimlGrammar>): string[] {
  const known = (parent: string, verb: Verb): string[] => {
    const rules = grammar.voice[verb.name]
    const isChild = grammar.voice[parent]?.children.includes(verb.name)
    if (!rules || !isChild) return [`<${verb.name}> may not stand in <${parent}>`]
    const wrong = Object.entries(verb.attributes).flatMap(([name, value]) => {
      const rule = rules.attributes[name]
      if (rule === undefined) return [`<${verb.name}> has no ${name}`]
      return fits(Rule.parse(rule), value) ? [] : [`${name}="${value}" of <${verb.name}> is not allowed`]
    })
    return [...wrong, ...verb.children.flatMap(child => known(verb.name, child))]
  }
  return verbsOf(document).flatMap(verb => known('VoiceResponse', verb))
}

function fits({ type, values }: z.infer<typeof Rule>, value: string): boolean {
  if (type === 'number') return /^\d+$/.test(value)
  if (type === 'boolean') return value === 'true' || value === 'false'
  if (type === 'enum') return values?.includes(value) ?? true
  if (type === 'enum-list') return value.split(' ').every(one => values?.includes(one) ?? true)
  return true
}

export function everyVerb(verbs: readonly Verb[]): Verb[] {
  return verbs.flatMap(verb => [verb, ...everyVerb(verb.children)])
}
