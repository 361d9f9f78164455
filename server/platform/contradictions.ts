import { relative, resolve } from 'node:path'
import type { Config, ConfigRefusal, Env } from './config.ts'
import { readDatabaseAddress } from './databaseAddress.ts'
import { isInvented } from './messageSettings.ts'
import { phoneInAnySpelling } from './phoneSpelling.ts'

/** A region is only reached through its own edge; the pair is what keeps calls and data in it. */
const EDGE_OF_REGION: Readonly<Record<string, string>> = { us1: 'ashburn', ie1: 'dublin', au1: 'sydney' }

/**
 * What each setting says well by itself and two of them cannot both mean. The first is a word for the mode that we do not
 * know: NODE_ENV=prod would otherwise be practice, with invented people and a published password, over the real database.
 */
export function contradictions(mode: Config['mode'], env: Env): ConfigRefusal[] {
  return [
    ...ofTheMode(mode, env),
    ...ofTheAnchors(env),
    ...ofTheOwner(env),
    ...(mode === 'production' ? ofRealCalls(env) : ofPractice(env)),
  ]
}

function ofTheMode(mode: Config['mode'], { NODE_ENV: word }: Env): ConfigRefusal[] {
  if (word === undefined || word === 'production') return []
  if (!['development', 'test'].includes(word))
    return [
      refuse(
        'NODE_ENV',
        'Give production for real calls, or remove it for practice: no other word is known.',
      ),
    ]
  if (mode === 'practice') return []
  return [
    refuse(
      'NODE_ENV',
      `It says ${word}, and the TWILIO_ settings ask for real calls. Give production, or remove those.`,
    ),
  ]
}

/** Two roles, one of which owns the tables: of one alone nothing is kept from the other. */
function ofTheOwner({ DATABASE_URL: server, DATABASE_OWNER_URL: owner }: Env): ConfigRefusal[] {
  if (owner === undefined) return []
  if (server === undefined)
    return [refuse('DATABASE_URL', 'Set it as well: DATABASE_OWNER_URL alone migrates, and serves nobody.')]
  const [owning, serving] = [readDatabaseAddress(owner), readDatabaseAddress(server)]
  if (!owning || !serving) return [] // which of them is no address is said beside this
  return [
    ...(owning.name === serving.name
      ? [
          refuse(
            'DATABASE_OWNER_URL',
            'It signs in with the name of DATABASE_URL. Give the server a role of its own in DATABASE_URL, or leave this out.',
          ),
        ]
      : []),
    // The hosts may differ: one of them may be a pooler in front of the same PostgreSQL.
    ...(owning.database !== serving.database
      ? [
          refuse(
            'DATABASE_OWNER_URL',
            'It names another database than DATABASE_URL: one would be migrated, and the other served from. Give both the same.',
          ),
        ]
      : []),
  ]
}

/** The second place for the anchors is worth something only where the first is not. */
function ofTheAnchors({ DATA_DIR: data = '.data', AUDIT_ANCHOR_DIR: anchors }: Env): ConfigRefusal[] {
  if (anchors === undefined || relative(resolve(data), resolve(anchors)).startsWith('..')) return []
  return [
    refuse(
      'AUDIT_ANCHOR_DIR',
      'It lies in DATA_DIR, where the anchors are already: give a second place, or none.',
    ),
  ]
}

function ofPractice(env: Env): ConfigRefusal[] {
  const { PRACTICE_LINE_URL: line, PRACTICE_SECRET: secret } = env
  const [port = 4000, practicePort = 4001] = [env.PORT, env.PRACTICE_PORT].map(text => text && Number(text))
  return [
    ...(line && !secret
      ? [refuse('PRACTICE_SECRET', 'Set it as well: the line of PRACTICE_LINE_URL and we must share one.')]
      : []),
    ...(!line && port === practicePort && port !== 0
      ? [refuse('PRACTICE_PORT', `Give another port than PORT: ${port} is where people reach us.`)]
      : []),
    ...(line && env.PRACTICE_PORT
      ? [
          refuse(
            'PRACTICE_PORT',
            'It is the port of a line of our own, and PRACTICE_LINE_URL names another: give one.',
          ),
        ]
      : []),
  ]
}

function ofRealCalls(env: Env): ConfigRefusal[] {
  const found = Object.keys(env)
    .filter(name => name.startsWith('PRACTICE_'))
    .map(name =>
      refuse(
        name,
        'The practice line does not run beside real calls: remove it, or remove every TWILIO_ setting and NODE_ENV.',
      ),
    )
  if (env.TWILIO_AUTH_TOKEN_NEXT && env.TWILIO_AUTH_TOKEN_NEXT === env.TWILIO_AUTH_TOKEN)
    found.push(
      refuse(
        'TWILIO_AUTH_TOKEN_NEXT',
        'It is the same as TWILIO_AUTH_TOKEN: remove it, or set the token that comes next.',
      ),
    )
  if (env.TWILIO_API_KEY_SECRET && env.TWILIO_API_KEY_SECRET === env.TWILIO_AUTH_TOKEN)
    found.push(
      refuse('TWILIO_API_KEY_SECRET', 'It is the same as TWILIO_AUTH_TOKEN: give the secret of the API key.'),
    )
  if (env.PUBLIC_URL && URL.canParse(env.PUBLIC_URL) && isOutOfReach(new URL(env.PUBLIC_URL).hostname))
    found.push(
      refuse('PUBLIC_URL', 'The carrier cannot reach this machine by that name: give the public one.'),
    )
  if (env.SMS_FROM && isInvented(phoneInAnySpelling(env.SMS_FROM) ?? ''))
    found.push(
      refuse('SMS_FROM', 'It is a number for drama, which reaches nobody: give one of the carrier’s.'),
    )
  if (env.PUSH_SERVICES?.includes('http://'))
    found.push(
      refuse(
        'PUSH_SERVICES',
        'A push service of this machine is for practice: give those that begin with https://.',
      ),
    )
  return [...found, ...ofTheRegion(env)]
}

function ofTheRegion({ TWILIO_REGION: region, TWILIO_EDGE: edge }: Env): ConfigRefusal[] {
  if (region && !edge)
    return [refuse('TWILIO_EDGE', `Set it as well: region ${region} is reached through its own edge.`)]
  if (edge && !region)
    return [
      refuse('TWILIO_REGION', `Set it as well: edge ${edge} without a region leads to the United States.`),
    ]
  if (!region || EDGE_OF_REGION[region] === edge) return []
  const pairs = Object.entries(EDGE_OF_REGION).map(pair => pair.join(' with '))
  return [refuse('TWILIO_EDGE', `Region and edge must belong together: ${pairs.join(', ')}.`)]
}

const refuse = (setting: string, because: string): ConfigRefusal => ({ setting, because })

/** This machine by its own name, and the addresses that mean something only inside a network. */
function isOutOfReach(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name.startsWith('[') ||
    /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(name)
  )
}
