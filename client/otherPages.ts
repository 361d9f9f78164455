// The pages of staff without a board, in one script: they share most of it.
export { AccessDesk } from './access/AccessDesk.tsx'
export { ListsPage } from './lists/ListsPage.tsx'
export { PeoplePage } from './people/PeoplePage.tsx'
export { ShiftPage } from './shift/ShiftPage.tsx'
export { DutiesPage } from './teams/DutiesPage.tsx'
export { TeamsPage } from './teams/TeamsPage.tsx'
export { ProtocolsPage } from './triage/page/ProtocolsPage.tsx'
