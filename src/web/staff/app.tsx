// The staff app in the page: language, queries, routes.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#web/ui/parts.css'
import { restoreLanguage } from '#web/ui/language.ts'
import { router } from './router.tsx'

restoreLanguage()

const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5000, retry: 1 } } })
const place = document.getElementById('app')
if (place === null) throw new Error('Cannot start as index.html must have an element with the id "app"')

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
