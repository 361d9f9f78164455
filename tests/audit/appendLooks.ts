import { connectDatabase } from '#server/platform/database.ts'
import { Actor } from '#shared/staff.ts'
import { look } from './aLog.ts'

// A process of its own, that looks many times at once: node appendLooks.ts <database> <actor as JSON> <how often>
const [url = '', actor = '', times = '0'] = process.argv.slice(2)
const db = connectDatabase({ url, max: 10, deadlineMs: 30_000, name: 'looks' })
process.stdout.write('ready\n')
await Promise.all(
  Array.from({ length: Number(times) }, (_, i) => look(db, Actor.parse(JSON.parse(actor)), 1 + (i % 3))),
)
await db.close()
