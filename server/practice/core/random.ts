/**
 * A number from 0 (included) to 1 (excluded) that depends on the seed and the key and on nothing else: the same fault
 * strikes the same request whatever else happens first.
 */
export function chance(seed: number, key: string): number {
  return hash32(`${seed}:${key}`) / 0x1_0000_0000
}

/** A sid such as 'CA' and 32 hexadecimal digits: the n-th of its kind in a line with this seed. */
export function sidOf(prefix: string, seed: number, n: number): string {
  const part = (salt: string) => hash32(`${seed}:${prefix}:${n}:${salt}`).toString(16).padStart(8, '0')
  return `${prefix}${part('a')}${part('b')}${part('c')}${part('d')}`
}

/** FNV-1a, then the finishing steps of MurmurHash3, so that near keys give far numbers. */
function hash32(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
