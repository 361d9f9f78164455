/** How hard the carrier tries to reach a URL. Source: Twilio "Webhook connection overrides" (URL fragment). */
export type ConnectionOverrides = {
  connectMs: number
  /** To the first byte, and between packets. */
  readMs: number
  /** Everything, retries included. */
  totalMs: number
  retries: number
  retryOn: ReadonlySet<RetryOn>
  /** From which edges of the carrier it would be sent, and whether with a server name: kept in the trace, without effect here. */
  edges: string[]
  serverName: boolean
}
export type RetryOn = '4xx' | '5xx' | 'ct' | 'rt'

const ALL: RetryOn[] = ['4xx', '5xx', 'ct', 'rt']

export const DEFAULT_OVERRIDES: ConnectionOverrides = {
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set<RetryOn>(['ct']),
  edges: ['ashburn'],
  serverName: true,
}

/**
 * Reads '#ct=1500&rp=ct,5xx' from a URL. What is out of range or unknown keeps its default;
 * `warnings` holds the carrier's code for it (11243 a retry policy that does not exist).
 */
export function parseOverrides(url: string): { overrides: ConnectionOverrides; warnings: number[] } {
  const hash = url.indexOf('#')
  if (hash < 0) return { overrides: DEFAULT_OVERRIDES, warnings: [] }
  const given = new Map<string, string>()
  for (const pair of url.slice(hash + 1).split('&')) {
    const [name, value] = pair.split('=', 2)
    if (name && value !== undefined) given.set(name, value)
  }
  const warnings: number[] = []
  const within = (name: string, least: number, most: number, otherwise: number): number => {
    const text = given.get(name)
    const number = text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : otherwise
  }
  return {
    overrides: {
      connectMs: within('ct', 100, 10_000, DEFAULT_OVERRIDES.connectMs),
      readMs: within('rt', 100, 15_000, DEFAULT_OVERRIDES.readMs),
      totalMs: within('tt', 100, 15_000, DEFAULT_OVERRIDES.totalMs),
      retries: within('rc', 0, 5, DEFAULT_OVERRIDES.retries),
      retryOn: retryPolicy(given.get('rp'), warnings),
      edges: given.get('e')?.split(',').filter(Boolean) ?? DEFAULT_OVERRIDES.edges,
      serverName: given.get('sni') !== 'n',
    },
    warnings,
  }
}

/** The URL as it is requested and signed. */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#')
  return hash < 0 ? url : url.slice(0, hash)
}

function retryPolicy(text: string | undefined, warnings: number[]): ReadonlySet<RetryOn> {
  if (text === undefined) return DEFAULT_OVERRIDES.retryOn
  const words = text.split(',')
  if (words.includes('all')) return new Set(ALL)
  const known = ALL.filter(word => words.includes(word))
  if (known.length === words.length) return new Set(known)
  warnings.push(11243)
  return DEFAULT_OVERRIDES.retryOn
}
