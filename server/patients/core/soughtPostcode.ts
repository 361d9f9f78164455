/** Whether it is a whole postcode, as `SoughtPostcode` gives them, and not a sector or a district. */
export function isWhole(postcode: string): boolean {
  return /\d[A-Z]{2}$/.test(postcode)
}

/** 'LS21 1' of 'LS21 1AA'; a sector is itself, and a district ends with its space. */
export function sectorOf(postcode: string): string {
  if (isWhole(postcode)) return postcode.slice(0, -2)
  return postcode.includes(' ') ? postcode : `${postcode} `
}
