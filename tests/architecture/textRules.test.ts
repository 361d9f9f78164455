import { expect, test } from 'vitest'
import { sourceFiles, textOf } from './imports.ts'

type TextRule = { name: string; where: RegExp; not?: RegExp; forbidden: RegExp; why: string; shown: string }

/** What an import cannot show. `shown` is a line that the rule must catch. */
const RULES: readonly TextRule[] = [
  {
    name: 'a core has no clock, no dice and no world',
    where: /^(server|client)\/.+\/core\//,
    forbidden:
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bset(Timeout|Interval)\(|\bcrypto\./,
    why: 'Time and ids come in as arguments.',
    shown: 'const at = Date.now()',
  },
  {
    name: 'one file reads the environment',
    where: /^(server|shared|client)\//,
    // The second hands ours on to a child process; the third sets what Vite would otherwise read.
    not: /^server\/platform\/(config|embeddedPostgres)\.ts$|^client\/vite\.config\.ts$/,
    forbidden: /\bprocess\.env\b/,
    why: 'Settings are read, checked and named in server/platform/config.ts.',
    shown: 'const port = process.env.PORT',
  },
  {
    name: 'no transaction is opened and no connection is kept',
    where: /^server\//,
    not: /^server\/platform\/migrate\.ts$/,
    forbidden: /\.(begin|reserve|savepoint)\(/,
    why: 'Every change is one statement: docs/decisions/003-one-statement.md.',
    shown: 'await sql.begin(async sql => {})',
  },
  {
    name: 'nobody records a call with a nurse',
    where: /^server\/line\//,
    forbidden:
      /\b(conferenceRecord|recordingTrack|recordingChannels)\b|\brecord: ?['"t]|\.recordings\.create\(/,
    why: 'The consent guide says that none is. Whatever begins one reads the agreement first: docs/decisions/026.',
    shown: "conferenceRecord: 'record-from-start',",
  },
  {
    name: 'every statement runs within a deadline',
    where: /^server\//,
    not: /^server\/platform\/(migrate|embeddedPostgres|serverRole|database)\.ts$/,
    forbidden: /await\s+((\w+\.)*sql|tx)(<[^`]*>)?`/,
    why: 'A bare query waits for ever: use db.run, which has a deadline and a limit.',
    shown: 'const rows = await db.sql<Row[]>`select 1`',
  },
  {
    name: 'no unsafe SQL',
    where: /^server\//,
    not: /^server\/platform\/(migrate|embeddedPostgres|serverRole)\.ts$/,
    forbidden: /\.unsafe\(/,
    why: 'Values are parameters.',
    shown: 'sql.unsafe(text)',
  },
  {
    name: 'no journey stops looking at requests',
    where: /^tests\//,
    not: /^tests\/architecture\/textRules\.test\.ts$/,
    forbidden: /\.unroute(All)?\(/,
    why: 'The browser may then let a request that is under way hang for ever: let the handler go on, and pass what it no longer holds.',
    shown: "await page.unroute('**/claim')",
  },
  {
    name: 'people come in by the table of routes',
    where: /^server\//,
    // The door itself; the page's own files and /health; the carrier's webhooks; the practice line, which is not the house.
    not: /^server\/(platform\/(serve|clientFiles)|app|line\/webhookRoutes)\.ts$|^server\/practice\//,
    forbidden: /\b(router|app)(\.(get|post|put|patch|delete|all|use|route)\(|\[)/,
    why: 'A door made by hand is one that no guard tries: put it in shared/routes.ts and hang it with serve().',
    shown: "people.router.get('/api/tasks/:taskId/sound', async () => {})",
  },
  {
    name: 'the door of people has only the routes of the table',
    where: /^server\/app\.ts$/,
    forbidden: /\bapp\.(get|post|put|patch|delete|all)\(\s*'\/api/,
    why: 'A door made by hand is one that no guard tries: put it in shared/routes.ts and hang it with serve().',
    shown: "app.get('/api/tasks/:taskId/sound', sound)",
  },
  {
    name: 'no console but at the terminal',
    where: /^(server|shared|client)\//,
    not: /^server\/main\.ts$|Command\.ts$/,
    forbidden: /\bconsole\.(log|info|warn|error|debug|trace|table|dir)\b/,
    why: 'The logger takes only fields that hold no personal data.',
    shown: 'console.log(patient)',
  },
  {
    name: 'no default exports',
    where: /^(server|shared|client)\//,
    not: /^client\/vite\.config\.ts$/,
    forbidden: /^export default/m,
    why: 'A thing has one name everywhere.',
    shown: 'export default function board() {}',
  },
  {
    name: 'nothing is left to do later',
    where: /^(server|shared|client|tests)\//,
    not: /^tests\/architecture\//,
    forbidden: /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|\.(skip|only|todo)\(/,
    why: 'What is there is finished; what is not there is not promised.',
    shown: '// TODO: later',
  },
  {
    name: 'that the server is not heard is said in one place',
    where: /^client\//,
    not: /^client\/ui\/core\/unheard\.ts$/,
    forbidden: /\b[Ww]e (cannot )?hear the server\b/,
    why: 'Whoever is signed out is told that instead: UNHEARD_WORDS knows both.',
    shown: "<Notice title='We cannot hear the server.' />",
  },
  {
    name: 'only whole pages come late',
    where: /^client\//,
    not: /^client\/latePages\.ts$/,
    forbidden: /\bimport\(/,
    why: 'What comes late may not come: in mid-call everything is there, whatever has become of the server since.',
    shown: "const form = await import('./EditEntry.tsx')",
  },
  {
    name: 'no markup by hand',
    where: /^client\//,
    forbidden: /dangerouslySetInnerHTML|\.innerHTML\s*=/,
    why: 'What people typed is shown as text.',
    shown: 'node.innerHTML = notes',
  },
]

const files = sourceFiles('shared', 'server', 'client', 'tests')

test.each(RULES)('$name', ({ where, not, forbidden, why }) => {
  const broken = files.filter(path => where.test(path) && !not?.test(path) && forbidden.test(textOf(path)))

  expect(broken, why).toEqual([])
})

test.each(RULES)('caught: $shown', ({ forbidden, shown }) => {
  expect(forbidden.test(shown)).toBe(true)
})

test('no file is longer than can be held in mind', () => {
  const limit = (path: string) => (path.startsWith('tests/') ? 400 : 300)
  const long = files
    .map(path => ({ path, lines: textOf(path).split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > limit(path))

  expect(long).toEqual([])
})
