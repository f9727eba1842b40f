import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Routes } from './routes.tsx'

const root = document.getElementById('root')
if (root) createRoot(root).render(<StrictMode><Routes /></StrictMode>)
