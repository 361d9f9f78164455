/** The modules of the house and whom each may call. Arrows point down: the test proves that there is no way back. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  line: ['calls', 'dispatch', 'messages', 'staff'],
  access: ['patients', 'doors', 'paper', 'staff', 'audit', 'deaths', 'dispatch'],
  calls: ['patients', 'staff', 'dispatch', 'audit'],
  /** What a death stops and begins: whoever reports one goes through it, by a call or beside one. */
  deaths: ['patients', 'dispatch', 'staff', 'audit'],
  oversight: ['calls', 'dispatch', 'patients', 'staff', 'audit', 'access'],
  /** Texts and rings to people of community teams and to carers, with their receipts: who asks for one says what it says. */
  messages: ['staff', 'audit'],
  /** How nurses ask, as content. */
  triage: ['staff', 'audit'],
  outcomes: [
    'calls',
    'carers',
    'patients',
    'dispatch',
    'triage',
    'staff',
    'audit',
    'access',
    'deaths',
    'doors',
  ],
  /** What a shift keeps in sight and leaves to the next: also which signed words are to be looked at again. */
  shift: ['calls', 'dispatch', 'messages', 'teams', 'triage', 'access', 'patients', 'staff', 'audit'],
  /** Draws what it is given. */
  paper: [],
  doors: ['patients', 'audit'],
  people: ['outcomes', 'access', 'calls', 'deaths', 'patients', 'staff', 'audit'],
  lists: ['access', 'patients', 'staff', 'audit'],
  dispatch: ['patients', 'teams', 'messages', 'staff', 'audit'],
  carers: ['patients', 'dispatch', 'messages', 'staff', 'audit'],
  live: ['staff', 'carers'],
  patients: ['audit'],
  staff: ['audit', 'patients'],
  world: [
    'access',
    'doors',
    'line',
    'calls',
    'outcomes',
    'dispatch',
    'carers',
    'live',
    'patients',
    'staff',
    'teams',
    'messages',
    'triage',
    'audit',
  ],
  practice: [],
  teams: ['patients', 'staff', 'audit'],
  audit: [],
}

/** `from` and `to` are paths from the project's root, or 'npm:name', 'node:name'. */
export type ImportRule = {
  name: string
  from: RegExp
  /** `$1` stands for what `from` captured first. */
  notTo: string
  why: string
  exceptTypeOnly?: true
}

export const RULES: readonly ImportRule[] = [
  {
    name: 'shared is a leaf',
    from: /^shared\//,
    notTo: '^(server|client|tests)/|^npm:(?!zod$)|^node:',
    why: 'shared/ is the contract: zod and nothing else, so that it runs on both sides.',
  },
  {
    name: 'the client knows only the contract',
    from: /^client\/(?!vite\.config\.ts$)/,
    notTo: '^(server|tests)/|^node:',
    why: 'What the browser may know about the server is written in shared/.',
  },
  {
    name: 'the server never renders',
    from: /^server\//,
    notTo: '^(client|tests)/|^npm:react',
    why: 'The server speaks in the schemas of shared/, never in components.',
  },
  {
    name: 'a core is pure',
    from: /^(?:server|client)\/.+\/core\//,
    notTo: '^npm:|^node:|^(server|client)/(?!.+/core/)',
    why: 'Rules of the service are tested without a clock, a database or a telephone.',
  },
  {
    name: 'only stores and the platform speak SQL',
    from: /^server\/(?!platform\/|.*Store\.ts$)/,
    notTo: '^npm:postgres$',
    why: 'SQL lives where it can be read with its indexes: one store per noun.',
    exceptTypeOnly: true,
  },
  {
    name: 'only the line knows the carrier',
    from: /^server\/(?!line\/|practice\/)/,
    notTo: '^npm:twilio',
    why: 'The carrier can be replaced: calls/ knows only its own PhoneLine.',
  },
  {
    name: 'only live/ knows sockets',
    from: /^(?!server\/live\/|client\/live\/|tests\/)/,
    notTo: '^npm:socket\\.io',
    why: 'Everybody else announces facts; one module decides who hears them.',
  },
  {
    name: 'routes do not touch the record',
    from: /Routes\.ts$/,
    notTo: '^server/patients/(record|entry|history|patient)Store\\.ts$',
    why: 'Every reading of a record goes through openRecord, which writes the access log.',
  },
  {
    name: 'the platform knows no module',
    from: /^server\/platform\//,
    notTo: '^server/(?!platform/)',
    why: 'platform/ is plumbing: if it needs a module, the dependency is upside down.',
  },
  {
    name: 'the practice line knows nothing of the house',
    from: /^server\/practice\//,
    notTo: '^server/(?!practice/|platform/)',
    why: 'It stands for another company: what it knew of us, the real one would not.',
  },
  {
    name: 'nobody leans on the practice line',
    from: /^server\/(?!practice\/|[^/]+\.ts$)/,
    notTo: '^server/practice/',
    why: 'Production must not need what is only there for practice: only the start knows it.',
  },
  {
    name: 'nobody leans on the invented world',
    from: /^server\/(?!world\/|[^/]+\.ts$)/,
    notTo: '^server/world/',
    why: 'Invented people enter at the start, and never a rule of the service.',
  },
  {
    name: 'stores do not know each other',
    from: /^server\/([^/]+)\/.*Store\.ts$/,
    notTo: '^server/(?!$1/|platform/).*Store\\.ts$',
    why: 'A store owns its tables; a use case composes the stores’ fragments into one statement.',
  },
  {
    name: 'modules do not reach up to the start',
    from: /^server\/[^/]+\//,
    notTo: '^server/[^/]+\\.ts$',
    why: 'A module says what it needs; deps.ts and app.ts hand it over.',
    exceptTypeOnly: true,
  },
]
