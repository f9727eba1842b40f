import './shell/without-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { CallError } from '#ui/record/ask.ts'
import { Console } from './shell/console.tsx'
import './shell/console.css'

// A refusal is an answer: asking again would give the same one.
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: (count, error) => count < 2 && (!(error instanceof CallError) || error.status === 0 || error.status === 503), refetchOnWindowFocus: true } },
})

createRoot(document.getElementById('root')!).render(
  <StrictMode><QueryClientProvider client={queries}><Console /></QueryClientProvider></StrictMode>,
)
