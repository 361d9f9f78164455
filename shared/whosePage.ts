/**
 * Every request of a page says whose page it is, by their staffId: a browser has one cookie for all its tabs, and somebody else may
 * have signed in with it in another. What says nothing (a program, a link that is followed) is whoever's the cookie is.
 */
export const PAGE_OF_HEADER = 'x-goldthread-page-of'
/** The same of a live connection, which can carry no header of ours. */
export const PAGE_OF_QUERY = 'pageOf'
