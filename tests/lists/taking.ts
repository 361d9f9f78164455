import { randomUUID } from 'node:crypto'
import type { ListAsked, ListPurpose, ListTaken } from '#shared/lists.ts'
import type { SharedHouse } from '#tests/access/sharedHouse.ts'
import { readCells } from './readCells.ts'

export const because = 'Agreed with the practice for the winter plan'
export const BECAUSE_ASKED = 'I rang the practice: it is for the winter plan'

/** Lists of a house: asked for, judged by an officer, and taken, each as its people do it. */
export function taking(house: SharedHouse) {
  const path = '/api/caseload/exports'
  async function ask(who: string, purpose: ListPurpose, commandId: string = randomUUID()) {
    const { status, body } = await house.as(who).at.post(path, { commandId, purpose, because })
    return { status, ...(body as unknown as ListTaken) }
  }
  async function decide(who: string, exportId: string, says = 'allowed', commandId: string = randomUUID()) {
    const said = { commandId, says, because: BECAUSE_ASKED }
    const { body } = await house.as(who).at.post(`${path}/${exportId}/decision`, said)
    return body as { kind?: string; because?: string }
  }
  const fetchFile = (who: string, exportId: string) => house.as(who).at.get(`${path}/${exportId}/file`)
  const queue = async (who: string) => {
    const { body } = await house.as(who).at.get(`${path}/asked`)
    return body.lists as ListAsked[]
  }
  const asTaken = async (who: string, exportId: string) => {
    const { body } = await house.as(who).at.get(path)
    return (body.lists as ListTaken[]).find(list => list.exportId === exportId)
  }
  /** Asked for, allowed by the officer of the hub where it must be, and fetched. */
  async function list(who: string, purpose: ListPurpose = 'direct_care') {
    const asked = await ask(who, purpose)
    if (asked.state === 'asked') await decide('officer', asked.exportId)
    const file = await fetchFile(who, asked.exportId)
    const text = String(file.body.text ?? '')
    return { status: asked.status, asked, file, text, rows: file.status === 200 ? readCells(text) : [] }
  }
  return { ask, decide, fetchFile, queue, asTaken, list }
}
