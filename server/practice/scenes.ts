import type { Scene } from '#shared/practice.ts'
import { playScene } from './playScene.ts'
import type { PlayEvent } from './playScript.ts'
import { readScript, scriptNames } from './readScript.ts'
import { connectToLine, LineTrouble } from './remoteLine.ts'
import { background } from './waiting.ts'
import type { World } from './world.ts'
import { tell } from './world.ts'

/** A scene that was begun: what is told of it, and how the script lets go of its handsets. */
export type Begun = { scene: Scene; letGo: AbortController }

/** Whole scenes come before the short ones that try one thing. */
const isScene = (name: string) => /^s\d\d-/.test(name)

const NOT_TAKEN =
  'Nobody has taken the call yet. Is a nurse ready? “Ready for calls” is at the top of the console.'
const TO_BE_RUNG =
  'Nobody took the call, and they asked to be rung back: it stands under Owed on the console. They pick up when it rings.'

/** Every script of the house, as it stands now. */
export function scenesOf(world: World): Scene[] {
  return scriptNames()
    .toSorted((a, b) => Number(isScene(b)) - Number(isScene(a)))
    .map(name => sceneOf(world, name))
}

export function sceneOf(world: World, name: string): Scene {
  const { title, about } = readScript(name)
  return world.scenes.get(name)?.scene ?? { name, title, about, state: 'ready', sids: [] }
}

/** Lets a script's callers ring. It plays over the line's own door, as one at a terminal does. */
export function beginScene(world: World, name: string): Scene {
  const begun: Begun = {
    scene: { ...sceneOf(world, name), state: 'playing', says: undefined, sids: [] },
    letGo: new AbortController(),
  }
  world.scenes.set(name, begun)
  const put = (change: Partial<Scene>) => {
    begun.scene = { ...begun.scene, ...change }
    tell(world, { type: 'scene', scene: begun.scene })
  }
  const hear = (event: PlayEvent) => {
    if (event.kind === 'placed') put({ sids: [...begun.scene.sids, event.sid] })
    if (event.kind === 'rungBack')
      put({ sids: [...begun.scene.sids, event.sid], says: 'A nurse rang back, and they picked up.' })
    if (event.kind === 'waiting') put({ says: NOT_TAKEN })
    if (event.kind === 'asksToBeRung') put({ says: TO_BE_RUNG })
    if (event.kind === 'heard' && event.line.who === 'person' && begun.scene.says === NOT_TAKEN)
      put({ says: undefined })
    if (event.kind === 'failed') put({ says: `It went no further: ${event.because}.` })
    if (event.kind === 'phone') put({ says: `${event.who} ${event.says}.` })
  }
  const play = async () => {
    const line = await connectToLine(world.origin)
    try {
      const isGood = await playScene(line, readScript(name), {}, hear, { letGo: begun.letGo.signal })
      if (begun.letGo.signal.aborted) put({ state: 'over', says: 'You have taken over.' })
      else put(isGood ? { state: 'over', says: 'It went through.' } : { state: 'failed' })
    } catch (error) {
      if (!(error instanceof LineTrouble)) throw error // the line refused, or is closing: that is told
      put({ state: 'failed', says: error.message })
    } finally {
      line.close()
    }
  }
  background(world, `scene ${name}`, play())
  put({})
  return begun.scene
}

/** The script lets go: whoever is at the page goes on with the handset. */
export function stopScene(world: World, name: string): Scene {
  world.scenes.get(name)?.letGo.abort()
  return sceneOf(world, name)
}
