// The procedure by which units are appraised, and what its cases are about.

export const PROCEDURE = 'appraisal'
/** What a case of it is about: the number of the appraisal. */
export const ABOUT = 'appraisal'
