import { z } from 'zod'

// Our Content-Security-Policy forbids code made from strings; zod is told so before it makes its first schema.
z.config({ jitless: true })
