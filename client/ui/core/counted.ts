/** How many there are of what: '1 row', '3 rows', '0 rows'. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
