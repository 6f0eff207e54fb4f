// Passwords: hashed with argon2id, checked in the same time whether or not the account exists.
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

export const hashPassword = (password: string): Promise<string> => hash(password)

let decoy: Promise<string> | undefined

/** Whether the password fits; without a stored hash it works as long and says no. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody')
  const fits = await verify(stored ?? (await decoy), password)
  return fits && stored !== undefined
}

/** Letters and digits that are not mistaken for each other when read from a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four: about 79 bits. */
export function makePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}
