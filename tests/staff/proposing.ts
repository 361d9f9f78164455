import { randomUUID } from 'node:crypto'
import { staffCommand } from '#server/staff/runStaffCommand.ts'
import type { RoleAsked } from '#shared/rolesAsked.ts'
import type { SharedHouse } from '#tests/access/sharedHouse.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { askedHere } from '#tests/support/operatorCommand.ts'

export const HOSPICE = 'St Brannoc Hospice'
export const because = 'I rang the hospice: she begins on Monday'

/** Roles that are given by two people: proposed at the terminal of a house, and answered by its officers. */
export function proposing(house: () => SharedHouse) {
  const staff = (...args: string[]) =>
    askedHere(staffCommand, args, { DATABASE_URL: house().small.database.url })
  let count = 0
  async function add(role: string, organisation = HOSPICE, line = '01632 960001') {
    count += 1
    const signIn = `new.person${count}`
    const name = ['--name', `New Person ${count}`, '--sign-in', signIn]
    const said = await staff(
      'add-colleague',
      '--line',
      line,
      ...name,
      '--organisation',
      organisation,
      '--role',
      role,
    )
    return { ...said, signIn, password: /password {6}(\S+)/.exec(said.out)?.[1] ?? '' }
  }
  const enter = async ({ signIn, password }: { signIn: string; password: string }) => {
    const browser = browserAt(house().small.url)
    const { status, body } = await browser.post('/api/sign-in', { signInName: signIn, password })
    return { status, role: body.role, browser }
  }
  const queue = async (at: Browser) => (await at.get('/api/roles/asked')).body.roles as RoleAsked[]
  const cardOf = async (who: string, signIn: string) =>
    (await queue(house().as(who).at)).find(one => one.signInName === signIn)
  async function say(
    who: string | Browser,
    proposalId: string | undefined,
    says = 'allowed',
    commandId: string = randomUUID(),
  ) {
    const at = typeof who === 'string' ? house().as(who).at : who
    const { body } = await at.post(`/api/roles/${proposalId}/decision`, { commandId, says, because })
    return body as { kind?: string; because?: string }
  }
  async function proposed(role: string, organisation = HOSPICE) {
    const added = await add(role, organisation)
    return { ...added, proposalId: (await cardOf('officer', added.signIn))?.proposalId }
  }
  const standing = async (signIn: string) => {
    const { db } = house().small.database
    const [row] = await db.run(db.sql`
      select role, organisations.name as organisation, staff.line_id, disabled_at is not null as is_disabled
      from staff join organisations on organisations.id = staff.organisation_id where sign_in_name = ${signIn}`)
    return row
  }
  const steps = async (signIn: string) => {
    const { db } = house().small.database
    return db.run(db.sql`
      select actor_name, organisation, what[2:] as step, outcome, why ->> 'reason' as reason from access_log
      where action = 'gave_role' and why ->> 'staffId' = (select id::text from staff where sign_in_name = ${signIn}) order by id`)
  }

  return { staff, add, enter, queue, cardOf, say, proposed, standing, steps }
}
