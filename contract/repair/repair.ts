// Loaners, units at the factory and goods coming back, as they cross the wire.
import { z } from 'zod'
import { backConditions, loanStates, unitStates } from '#domain/repair/loaner.ts'
import { dispositions, returnKinds, returnReasons, returnRemedies, returnStates, returnSteps } from '#domain/repair/return.ts'
import type { ReturnStep } from '#domain/repair/return.ts'
import { rmaResults, rmaStates, rmaSteps } from '#domain/repair/rma.ts'
import type { RmaStep } from '#domain/repair/rma.ts'
import { promiseStates } from '#domain/promise/reading.ts'
import { day, id, moment } from '../endpoint.ts'
import { reasonView } from '../ticket/ticket.ts'
import { text } from '../plan/text.ts'

const named = z.object({ id, name: z.string() })
const ticketRef = z.object({ id, number: z.string(), title: z.string() })
const assetRef = z.object({ id, name: z.string(), number: z.string(), serial: z.string().nullable() })
export const currency = z.string().regex(/^[A-Z]{3}$/).meta({ id: 'RepairCurrency' })
export const minorUnits = z.number().int().min(0).max(1_000_000_000_000).describe('in the smallest unit of the currency')

export const unitFields = {
  number: z.string().trim().min(1).max(60), name: z.string().trim().min(1).max(200), serial: z.string().trim().min(1).max(100).nullable(), productId: id.nullable(),
  grade: z.string().trim().min(1).max(60).describe('loaners of one grade stand in for each other'), accessories: z.array(z.string().trim().min(1).max(80)).max(40),
  place: z.string().trim().max(120).nullable(), state: z.enum(unitStates), note: z.string().max(2_000).nullable(),
}
export const unitLoan = z.object({ id, number: z.string(), state: z.enum(loanStates), startsAt: moment, dueBackAt: moment.nullable(), isOverdue: z.boolean(), ticket: ticketRef, customer: named })
export const unitView = z.object({ id, ...unitFields, product: z.object({ id, code: z.string(), name: z.string() }).nullable(), version: z.number(), loans: z.array(unitLoan).describe('reserved, agreed and out, by their beginning') })
  .meta({ id: 'LoanerUnit' })

export const accessoryView = z.object({ name: z.string(), out: z.boolean(), back: z.boolean() })
export const fileRef = z.object({ id, name: z.string(), mediaType: z.string(), step: z.string() })
export const loanView = z.object({
  id, number: z.string(), state: z.enum(loanStates), isOverdue: z.boolean(), ticket: ticketRef, customer: named, asset: assetRef.nullable().describe('what the loaner stands in for'),
  unit: z.object({ id, number: z.string(), name: z.string(), serial: z.string().nullable(), grade: z.string(), accessories: z.array(z.string()) }),
  gradeOwed: z.string().nullable(), isSameGrade: z.boolean(), startsAt: moment, dueBackAt: moment.nullable().describe('null: until the original is repaired'), terms: z.string().nullable(),
  signedBy: z.string().nullable(), agreedAt: moment.nullable(), receivedBy: z.string().nullable(), outAt: moment.nullable(), accessories: z.array(accessoryView),
  backAt: moment.nullable(), condition: z.enum(backConditions).nullable(), missing: z.array(z.string()), backNote: z.string().nullable(), files: z.array(fileRef), freeClause: z.string().nullable(),
}).meta({ id: 'Loan' })

export const owedView = z.object({
  owed: z.array(z.object({ key: z.string(), clause: z.string(), title: text, state: z.enum(promiseStates), dueAt: moment.nullable() })).describe('promises that a delivered loaner would keep'),
  gradeClause: z.string().nullable().describe('asks for the same grade'), freeClause: z.string().nullable(), untilRepairedClause: z.string().nullable(),
}).meta({ id: 'LoanersOwed' })

export const rmaRow = z.object({
  id, number: z.string(), state: z.enum(rmaStates), isRemoved: z.boolean().describe('taken out in a swap'), serial: z.string(), fault: z.string(), ticket: ticketRef, customer: named, asset: assetRef.nullable(),
  openedAt: moment, receivedAt: moment.nullable(), finishedAt: moment.nullable(), result: z.enum(rmaResults).nullable(),
}).meta({ id: 'RmaRow' })
export const rmaStepCodes = Object.keys(rmaSteps) as [RmaStep, ...RmaStep[]]
export const rmaView = rmaRow.extend({
  standIn: z.string().nullable().describe('serial that took its place'), newSerial: z.string().nullable(), finding: z.string().nullable(),
  steps: z.array(z.object({ step: z.enum(rmaStepCodes), open: z.boolean(), because: z.array(reasonView) })).describe('what may follow, and what the plan still asks for'),
  line: z.array(z.object({ step: z.string(), at: moment, by: z.string().nullable(), note: z.string().nullable(), carrier: z.string().nullable(), waybill: z.string().nullable() })),
  clocks: z.array(z.object({ key: z.string(), clause: z.string(), title: text, state: z.enum(promiseStates), dueAt: moment.nullable(), metAt: moment.nullable() })).describe('the factory clock of the plan'),
  files: z.array(fileRef),
}).meta({ id: 'Rma' })

export const inspectionItems = ['quality', 'information', 'unpacked', 'intact'] as const
export const inspectionItem = z.strictObject({ result: z.string().trim().min(1).max(400), ok: z.boolean(), attachmentId: id.nullable().default(null) }).meta({ id: 'InspectionItem' })
export const returnRow = z.object({
  id, number: z.string(), kind: z.enum(returnKinds), state: z.enum(returnStates), reason: z.enum(returnReasons), ticket: ticketRef, customer: named, asset: assetRef.nullable(), product: z.string(),
  quantity: z.number(), requestedAt: moment, daysInUse: z.number().nullable(), isLate: z.boolean(),
}).meta({ id: 'ReturnRow' })
export const returnStepCodes = Object.keys(returnSteps) as [ReturnStep, ...ReturnStep[]]
export const returnView = returnRow.extend({
  statement: z.string(), purchasedOn: day.nullable(), lateReason: z.string().nullable(),
  windows: z.array(z.object({ clause: z.string(), from: day.nullable(), lastDay: day.nullable(), isOpen: z.boolean(), isUnset: z.boolean() })),
  steps: z.array(z.enum(returnStepCodes)), refusedBecause: z.string().nullable(),
  training: z.object({ isFree: z.boolean(), clause: z.string().nullable(), ticket: ticketRef.nullable() }).nullable(),
  inspection: z.object({ inspector: z.string(), at: moment, cause: z.string().nullable(), note: z.string().nullable(), items: z.record(z.enum(inspectionItems), inspectionItem) }).nullable(),
  decision: z.object({ decision: z.enum(['approved', 'rejected']), remedy: z.enum(returnRemedies).nullable(), disposition: z.enum(dispositions).nullable(), reason: z.string().nullable() }).nullable(),
  freight: z.object({ payer: z.enum(['company', 'dealer']), clause: z.string().nullable(), freight: z.number(), restoringHours: z.number(), hourRate: z.number(), dealerPays: z.number(), currency }).nullable(),
  settlement: z.object({ remedy: z.enum(returnRemedies), amount: z.number().nullable(), currency: currency.nullable(), newSerial: z.string().nullable(), at: moment, note: z.string().nullable() }).nullable(),
  approvalNeeded: z.string().nullable().describe('the clause under which others decide'), files: z.array(fileRef),
}).meta({ id: 'GoodsReturn' })
