/** As the access log names them: an organisation began to look after the person, ended it, or somebody's way in was ended for them. */
export const begunInLog = 'caseload begun'
export const endedInLog = 'caseload ended'
/** By whose name: 'closed to Kit Sowden'. */
export const closedTo = 'closed to '
