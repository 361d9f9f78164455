/** The cookies of one call, kept as a browser keeps them for a session: by host and name. */
export function keepCookies(
  jar: Map<string, string> | undefined,
  host: string,
  set: string[] | undefined,
): void {
  for (const line of set ?? []) {
    const [pair = ''] = line.split(';')
    const equals = pair.indexOf('=')
    if (equals > 0) jar?.set(`${host} ${pair.slice(0, equals).trim()}`, pair.slice(equals + 1).trim())
  }
}

export function cookieHeader(jar: Map<string, string> | undefined, host: string): { Cookie?: string } {
  const own = [...(jar ?? [])].filter(([key]) => key.startsWith(`${host} `))
  if (own.length === 0) return {}
  return { Cookie: own.map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ') }
}
