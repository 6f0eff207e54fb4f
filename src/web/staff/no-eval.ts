// Read before any schema is made: compiled parsers would need eval, which the page's policy forbids.
import { config } from 'zod'

config({ jitless: true })
