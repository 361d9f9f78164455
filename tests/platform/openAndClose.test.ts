import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseDataFolder, claimDataFolder, makeDataFolder } from '#server/platform/dataFolder.ts'
import { startHousekeeping } from '#server/platform/housekeeping.ts'
import { openDoor } from '#server/platform/httpServer.ts'
import { createLogger } from '#server/platform/logger.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { openThings } from '#server/platform/shutdown.ts'
import { until } from '#tests/support/browser.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-folder-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines: string[] = []
const log = createLogger('debug', line => void lines.push(line))

describe('what was opened', () => {
  test('is closed in reverse, once, and a closer that fails or hangs does not keep the others open', async () => {
    const closed: string[] = []
    const things = openThings(log)
    things.opened('first', () => void closed.push('first'))
    things.opened('failing', () => {
      throw new Error('cannot')
    })
    things.opened('hanging', () => new Promise(() => {}), 30)
    things.opened('last', () => void closed.push('last'))

    await Promise.all([things.closeAll(), things.closeAll()])

    expect(closed).toEqual(['last', 'first'])
    expect(lines.filter(line => line.includes('shutdown.stuck'))).toHaveLength(2)
  })
})

describe('the door', () => {
  test('tells early callers that the house is opening', async () => {
    const door = await openDoor({ host: '127.0.0.1', port: 0 })

    const answer = await fetch(`http://127.0.0.1:${door.port}/health`)
    await door.close()

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  })

  test('lets an answer under way finish, and takes nothing new', async () => {
    const door = await openDoor({ host: '127.0.0.1', port: 0 })
    const url = `http://127.0.0.1:${door.port}/`
    let begun = false
    door.answerWith((_, response) => {
      begun = true
      setTimeout(() => response.end('finished'), 150)
    })
    const answer = fetch(url).then(one => one.text())
    await until('it has begun', () => begun)

    await door.drain()
    await door.close()

    expect(await answer).toBe('finished')
    await expect(fetch(url)).rejects.toThrow()
  })

  test('that is taken is refused in a sentence', async () => {
    const door = await openDoor({ host: '127.0.0.1', port: 0 })

    const second = openDoor({ host: '127.0.0.1', port: door.port })

    await expect(second).rejects.toThrow(StartRefused)
    await door.close()
  })

  test('on an address of another machine is refused by the name of the setting', async () => {
    await expect(openDoor({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      new StartRefused('HOST: 192.0.2.1 is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.'),
    )
  })
})

describe('the data folder', () => {
  test('is the one that was named, or .data where PostgreSQL may go', () => {
    const isRoot = userInfo().uid === 0
    const project = join(folder, 'project') // below a folder that is private, as temporary ones are
    mkdirSync(project)

    const chosen = chooseDataFolder(undefined, project)

    expect(chooseDataFolder('/somewhere', project).path).toBe('/somewhere')
    expect(chosen.path.startsWith(isRoot ? '/var/lib/goldthread-' : join(project, '.data'))).toBe(true)
    expect(chosen.because === undefined).toBe(!isRoot)
  })

  test('where nothing can be written is refused by the name of the setting', () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')

    expect(() => makeDataFolder(join(file, 'below'))).toThrow(/^DATA_DIR: this process cannot write in /)
  })

  test('is claimed by one process; a claim of a dead one is taken over', () => {
    const path = join(folder, 'claimed')
    mkdirSync(path)
    writeFileSync(join(path, 'process'), String(process.ppid))
    const guest = claimDataFolder(path)
    writeFileSync(join(path, 'process'), '999999999')

    const heir = claimDataFolder(path)
    heir.release()

    expect([guest.isGuest, heir.isGuest]).toEqual([true, false])
  })
})

test('a chore that fails does not keep the next from being done', async () => {
  let done = 0
  const stop = startHousekeeping({
    everyMs: 10,
    log,
    chores: {
      failing: async () => {
        throw new Error('cannot')
      },
      next: async () => {
        done += 1
      },
    },
  })

  await until('it was done again', () => done > 1)
  await stop()
})
