/**
 * Whether this address is at one of these push services. Anything else is never asked: somebody who is signed in could name a machine of our
 * own network. `services`: origins, of which the name may begin with `*.`.
 */
export function isAtPushService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, origin, username, password, hash } = new URL(endpoint)
  if (username !== '' || password !== '' || hash !== '') return false
  return services.some(service => {
    const [before, machines] = service.split('*')
    if (machines === undefined) return origin === service
    return before === `${protocol}//` && port === '' && hostname.endsWith(machines)
  })
}
