/**
 * How many people, as it may be told to somebody who is not to know who: none is told, one to seven are only that, and more are
 * rounded to the nearest five. Source: domain guide 5.4 (NHS Digital, disclosure control for hospital statistics since 2018).
 */
export function smallNumber(count: number): string {
  if (count === 0) return 'no people'
  return count <= 7 ? 'one to seven people' : `about ${Math.round(count / 5) * 5} people`
}
