import { latePage } from './ui/latePage.ts'

/**
 * Who looks at one page does not wait for the scripts of the others. Only whole pages come late, and nothing within one: a nurse
 * with a caller on the line has everything that she may press, whatever has become of the server since.
 */
export const consolePage = latePage(async () => (await import('./board/Console.tsx')).Console)
export const accessDesk = latePage(async () => (await import('./otherPages.ts')).AccessDesk)
export const peoplePage = latePage(async () => (await import('./otherPages.ts')).PeoplePage)
export const listsPage = latePage(async () => (await import('./otherPages.ts')).ListsPage)
export const teamsPage = latePage(async () => (await import('./otherPages.ts')).TeamsPage)
export const dutiesPage = latePage(async () => (await import('./otherPages.ts')).DutiesPage)
export const protocolsPage = latePage(async () => (await import('./otherPages.ts')).ProtocolsPage)
export const shiftPage = latePage(async () => (await import('./otherPages.ts')).ShiftPage)
export const carerPage = latePage(async () => (await import('./carers/CarerPage.tsx')).CarerPage)
export const crewPage = latePage(async () => (await import('./summary/CrewPage.tsx')).CrewPage)
export const myTasksPage = latePage(async () => (await import('./responder/MyTasksPage.tsx')).MyTasksPage)
