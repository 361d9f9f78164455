/**
 * How many, as it may be told to somebody who is not to know who: none is told, one to seven are an asterisk, and more are
 * rounded to the nearest five. Source: domain guide 5.4 (NHS Digital, disclosure control for hospital statistics since 2018).
 */
export function smallNumber(count: number): string {
  if (count === 0) return '0'
  return count <= 7 ? '*' : String(Math.round(count / 5) * 5)
}
