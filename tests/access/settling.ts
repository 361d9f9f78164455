import { randomUUID } from 'node:crypto'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, share } from './sharedHouse.ts'

export const said = { decider: 'person', how: 'face_to_face', inTheirWords: 'Not them.' }
export const agreed = () => share({ scope: 'everyone_caring', value: 'given_by_person' })
export const withdrawal = {
  inTheirWords: 'Off your system.',
  consequencesExplained: true,
  how: 'face_to_face',
}

/** What people of a house write about sharing beside a call, and what they see of it then. */
export function settling(house: () => SharedHouse) {
  return {
    post: async (name: string, id: string, what: string, body: object) => {
      const { status, body: answer } = await house()
        .as(name)
        .at.post(`/api/people/${id}/record/${what}`, { commandId: randomUUID(), ...body })
      const { requestId: _, ...said } = answer
      return { status, said: said as Record<string, unknown> }
    },
    view: async (name: string, id: string) => {
      const { body } = await house().as(name).at.get(`/api/people/${id}/record/sharing`)
      return routes.sharingShared.reply.parse(body).sharing
    },
    standing: async (name: string, id: string) => (await house().open(name, id)).standing.kind,
  }
}
