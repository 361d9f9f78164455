/** What of DATABASE_URL may be said aloud: everything but the password. */
export type DatabaseAddress = {
  /** Host and port, as people write them: 'db.example:5432'. */
  where: string
  /** Who signs in there; undefined when the address leaves it to the machine. */
  name: string | undefined
  database: string
}

/** The address in its parts, or undefined when it is none. Several hosts, separated by commas, are taken as the driver takes them. */
export function readDatabaseAddress(text: string): DatabaseAddress | undefined {
  const oneHost = text.replace(/,[^@/?]*(?=\/)/, '')
  if (!/^postgres(ql)?:\/\/[^/]+\/[^/?]+/.test(oneHost) || !URL.canParse(oneHost)) return undefined
  const { hostname, port, username, password, pathname } = new URL(oneHost)
  const [name, database] = [decoded(username), decoded(pathname.slice(1))]
  if (name === undefined || database === undefined || decoded(password) === undefined) return undefined
  return { where: `${hostname}:${port || 5432}`, name: name === '' ? undefined : name, database }
}

/** Undefined for a % that begins no code: the driver would stumble over it. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // the one thing that decodeURIComponent says
  }
}
