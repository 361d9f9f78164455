/**
 * What the carrier signs: the URL without its fragment, then key and value of every form field, keys in ASCII order,
 * the values of a repeated key once each and sorted. Of a GET nothing is added: its parameters are in the URL.
 * Source: Twilio "Validating Signatures from Twilio", and the vectors of its own library.
 */
export function signingString(url: string, form: [string, string][]): string {
  const values = new Map<string, Set<string>>()
  for (const [key, value] of form) values.set(key, (values.get(key) ?? new Set()).add(value))
  const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return (
    url +
    [...values.keys()]
      .sort(byCode)
      .map(key =>
        [...(values.get(key) ?? [])]
          .sort(byCode)
          .map(value => key + value)
          .join(''),
      )
      .join('')
  )
}
