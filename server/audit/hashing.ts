import { createHash, hash } from 'node:crypto'
import type { Hashing } from './core/linkHash.ts'

export const hashing: Hashing = {
  ofText: text => hash('sha256', text, 'hex'),
  ofHashes: (hashes, text) => {
    const sum = createHash('sha256')
    for (const one of hashes) sum.update(one, 'hex')
    return sum.update(text, 'utf8').digest('hex')
  },
}
