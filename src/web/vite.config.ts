// Builds the staff app into .build/web; in development it asks the running server on this machine.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = process.env.SHANSHUI_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../.build/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // The map and chart libraries are one lazy chunk each; the first load is what counts, and it is far below.
    chunkSizeWarningLimit: 900,
    // A chunk of its own, so that it is there before any module that makes schemas.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\// }] } } },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': SERVER } },
})
