import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { currentLanguage } from './language.ts'
import { Routes } from './routes.tsx'

document.documentElement.lang = currentLanguage()
const root = document.getElementById('root')
if (root) createRoot(root).render(<StrictMode><Routes /></StrictMode>)
