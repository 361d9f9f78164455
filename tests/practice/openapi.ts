import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { z } from 'zod'
import { dig, twilioData } from './twilioData.ts'

const FILES = {
  api: 'twilio_api_v2010',
  lookups: 'twilio_lookups_v2',
  monitor: 'twilio_monitor_v1',
  routes: 'twilio_routes_v2',
}

type Exchange = {
  method: string
  url: string
  form?: [string, string][]
  query?: Record<string, unknown>
  status: number
  body: unknown
}

/** Checks requests and replies against the carrier's published API descriptions. */
export function publishedApi() {
  const Document = z.record(z.string(), z.unknown())
  const documents = new Map(
    Object.entries(FILES).map(([product, file]) => [
      product,
      twilioData(`openapi/${file}.trimmed.json`, Document),
    ]),
  )
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false })
  addFormats.default(ajv)
  const texts =
    'endpoint phone-number http-method date-time-rfc-2822 currency uri-map twiml int64 int32 ice-server phone-number-capabilities'
  for (const format of texts.split(' ')) ajv.addFormat(format, true)
  // The published examples themselves hold relative addresses where the description says 'uri'.
  ajv.addFormat('uri', /^(https?:\/\/|\/|[a-z]+:)/)
  for (const [product, document] of documents) ajv.addSchema(Object(nullable(document)), product)

  const operationAt = (
    method: string,
    url: string,
  ): { product: string; path: string; operation: unknown } => {
    const { hostname, pathname } = new URL(url)
    const product = hostname.split('.')[0] ?? ''
    const paths = dig(documents.get(product), 'paths')
    const fits = Object.keys(Object(paths)).filter(path => patternOf(path).test(decodeURIComponent(pathname)))
    const path = fits.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? ''
    const operation = dig(paths, path, method.toLowerCase())
    if (!operation) throw new Error(`not published: ${method} ${pathname}`)
    return { product, path, operation }
  }
  const wrongs = (product: string, pointer: string[], value: unknown): string[] => {
    const ref = `${product}#/${pointer
      .map(part => part.replace(/~/g, '~0').replace(/\//g, '~1'))
      .map(encodeURIComponent)
      .join('/')}`
    const check = ajv.getSchema(ref)
    if (!check) throw new Error(`no schema at ${ref}`)
    return check(value) ? [] : (check.errors ?? []).map(e => `${e.instancePath} ${e.message}`)
  }

  return {
    operationAt,
    /** What is wrong with a request, in words. */
    request({ method, url, form, query }: Exchange): string[] {
      const { product, path, operation } = operationAt(method, url)
      const found: string[] = []
      const known = list(dig(operation, 'parameters')).map(parameter => dig(parameter, 'name'))
      for (const name of Object.keys(query ?? {}))
        if (!known.includes(name)) found.push(`unknown query ${name}`)
      const media = 'application/x-www-form-urlencoded'
      const properties = dig(operation, 'requestBody', 'content', media, 'schema', 'properties')
      if (!properties) return found
      const value = typed(form ?? [], properties)
      for (const name of Object.keys(value)) if (!dig(properties, name)) found.push(`unknown field ${name}`)
      const pointer = ['paths', path, method.toLowerCase(), 'requestBody', 'content', media, 'schema']
      return [...found, ...wrongs(product, pointer, value)]
    },
    /** What is wrong with a reply, in words. Error replies are the carrier's common form. */
    reply({ method, url, status, body }: Exchange): string[] {
      const { product, path, operation } = operationAt(method, url)
      if (status >= 400) return isProblem(body) ? [] : ['not a problem body']
      const responses = Object.keys(Object(dig(operation, 'responses')))
      const described = responses.find(s => s === String(status)) ?? responses.find(s => s.startsWith('2'))
      // A create that is described with 200 only may answer 201 too.
      if (!described || (status === 204) !== (described === '204'))
        return [`status ${status} is not described`]
      if (status === 204) return []
      const examples = dig(operation, 'responses', described, 'content', 'application/json', 'examples')
      const media = ['responses', described, 'content', 'application/json', 'schema']
      return wrongs(
        product,
        ['paths', path, method.toLowerCase(), ...media],
        withoutPublishedNulls(body, examples),
      )
    },
    /** The fields of the first published example of a reply. */
    exampleOf(method: string, url: string): unknown {
      const { operation } = operationAt(method, url)
      const [response] = Object.values(Object(dig(operation, 'responses')))
      const [example] = Object.values(Object(dig(response, 'content', 'application/json', 'examples')))
      return dig(example, 'value')
    },
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
}

function list(node: unknown): unknown[] {
  return Array.isArray(node) ? node : []
}

function isProblem(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    ['code', 'message', 'more_info', 'status'].every(key => key in body)
  )
}

/** The published examples hold null where the description does not allow it: what an example shows is right. */
function withoutPublishedNulls(body: unknown, examples: unknown): unknown {
  const nulls = new Set<string>()
  const look = (node: unknown): void => {
    for (const [key, value] of Object.entries(Object(node))) {
      if (value === null) nulls.add(key)
      else if (typeof value === 'object') look(value)
    }
  }
  look(examples)
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip)
    if (node === null || typeof node !== 'object') return node
    const kept = Object.entries(node).filter(([key, value]) => value !== null || !nulls.has(key))
    return Object.fromEntries(kept.map(([key, value]) => [key, strip(value)]))
  }
  return strip(body)
}

/** OpenAPI 3.0 says 'nullable' where JSON Schema says a second type. */
function nullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(nullable)
  if (node === null || typeof node !== 'object') return node
  const { nullable: isNullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, nullable(value)]),
  )
  if (isNullable !== true || typeof rest.type !== 'string') return rest
  return {
    ...rest,
    type: [rest.type, 'null'],
    ...(Array.isArray(rest.enum) && { enum: [...rest.enum, null] }),
  }
}

/** Form fields as the types the description gives them. */
function typed(form: [string, string][], properties: unknown): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [name, text] of form) {
    const type = dig(properties, name, 'type')
    if (type === 'array') value[name] = [...list(value[name]), text]
    else if (type === 'integer' || type === 'number') value[name] = Number(text)
    else if (type === 'boolean') value[name] = text === 'true'
    else value[name] = text
  }
  return value
}
