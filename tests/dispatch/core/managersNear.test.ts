import { expect, test } from 'vitest'
import { managersNear } from '#server/dispatch/core/managersNear.ts'
import { OrganisationId, StaffId, TeamId } from '#shared/ids.ts'
import type { TeamKind } from '#shared/teamWork.ts'

const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const NAMES = ['Own boss', 'Second boss', 'Sister boss', 'Dr Pugh', 'Pharmacist'] as const
type Name = (typeof NAMES)[number]
const manager = (name: Name) => ({ staffId: StaffId.parse(id(NAMES.indexOf(name))), name })

type Of = { team: number; organisation: number; kind: TeamKind; managers: Name[] }
const OWN = 1
const own = (...managers: Name[]): Of => ({ team: OWN, organisation: 1, kind: 'night_nursing', managers })
const sister = (...managers: Name[]): Of => ({
  team: 2,
  organisation: 1,
  kind: 'district_nursing',
  managers,
})
const doctors = (...managers: Name[]): Of => ({ team: 3, organisation: 2, kind: 'gp_out_of_hours', managers })
const chemist = (...managers: Name[]): Of => ({ team: 4, organisation: 3, kind: 'pharmacy', managers })

const circles = (teams: Of[], ownTeam = OWN) =>
  managersNear(
    teams.map(({ team, organisation, kind, managers }) => ({
      teamId: TeamId.parse(id(team)),
      organisationId: OrganisationId.parse(id(organisation)),
      kind,
      managers: managers.map(manager),
    })),
    TeamId.parse(id(ownTeam)),
    ['night_nursing', 'district_nursing', 'gp_out_of_hours'],
  ).map(circle => circle.map(({ name }) => name))

test.each<[string, Of[], string[][]]>([
  [
    'one’s own first, however the line is sorted',
    [doctors('Dr Pugh'), sister('Sister boss'), own('Own boss')],
    [['Own boss'], ['Sister boss'], ['Dr Pugh']],
  ],
  ['all of one’s own at once', [own('Own boss', 'Second boss')], [['Own boss', 'Second boss']]],
  [
    'where one’s own has none on call, another team of the organisation',
    [doctors('Dr Pugh'), sister('Sister boss'), own()],
    [['Sister boss'], ['Dr Pugh']],
  ],
  ['where the organisation has none, the line’s', [doctors('Dr Pugh'), sister(), own()], [['Dr Pugh']]],
  [
    'who manages two teams is told with the nearer',
    [doctors('Own boss', 'Dr Pugh'), own('Own boss')],
    [['Own boss'], ['Dr Pugh']],
  ],
  ['nobody of a team that does no such work', [chemist('Pharmacist'), own('Own boss')], [['Own boss']]],
  ['nobody at all', [chemist('Pharmacist'), own()], []],
])('managers who are told that somebody is missed: %s', (_, teams, told) => {
  expect(circles(teams)).toEqual(told)
})

test('a team that is no more on the line widens to the line at once', () => {
  expect(circles([doctors('Dr Pugh')], 9)).toEqual([['Dr Pugh']])
})
