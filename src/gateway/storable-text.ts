// Texts of devices as PostgreSQL can hold them.

/** PostgreSQL's texts hold no NUL, and half a surrogate is no text. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
