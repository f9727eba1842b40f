// The page forbids code made from text, so the shapes are told not to try it.
import { config } from 'zod'

config({ jitless: true })
