// Starts the staff app, after the parsers know that they must not compile themselves.
import { config } from 'zod'

// MUST come before any schema is made: compiled parsers need eval, which the page's policy forbids and reports.
config({ jitless: true })
await import('./app.tsx')
