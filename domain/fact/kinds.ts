// The closed vocabulary of what can happen. A plan may only speak of these kinds: an unknown one is a mistake, not silence.
export const subjectKinds = ['ticket', 'agreement'] as const
export type SubjectKind = (typeof subjectKinds)[number]
/** Promises are made to tickets and agreements; facts are also kept of a single asset. */
export type FactSubject = SubjectKind | 'asset'

export const ticketFactKinds = [
  // the life of a ticket
  'ticket.registered', 'ticket.graded', 'ticket.reclassified', 'ticket.assigned', 'ticket.accepted', 'ticket.declined', 'ticket.contacted',
  'ticket.paused', 'ticket.resumed', 'ticket.escalated', 'ticket.nudged', 'ticket.supervised', 'ticket.merged', 'ticket.linked',
  'ticket.resolved', 'ticket.confirmed', 'ticket.feedback-given', 'ticket.closed', 'ticket.reopened', 'ticket.cancelled', 'ticket.rated',
  'ticket.approved', 'ticket.refused', 'ticket.arranged', 'ticket.transferred',
  // words exchanged
  'message.received', 'reply.sent', 'note.added', 'question.research-needed', 'answer.given', 'user.told', 'department.told', 'attachment.added',
  // finding the cause
  'intake.verified', 'warranty.verified', 'diagnosis.made', 'cause.analysed', 'solution.proposed', 'solution.planned', 'evaluation.made',
  'remote.started', 'remote.ended', 'consultation.held', 'disclaimer.accepted', 'backup.made', 'change.announced', 'change.recorded',
  // going there
  'onsite.decided', 'guidance.requested', 'appointment.agreed', 'engineer.dispatched', 'engineer.departed', 'engineer.arrived',
  'fault.removed', 'work.finished', 'visit.signed', 'test.passed', 'supplier.informed', 'supplier.arrived',
  // parts, units, goods
  'spare.requested', 'spare.arrived', 'part.replaced', 'loaner.requested', 'loaner.delivered', 'loaner.returned', 'unit.received', 'unit.repaired',
  'unit.shipped', 'rma.opened', 'software.adjusted', 'part.returned', 'part.appraised', 'return.requested', 'return.decided', 'refund.made',
  'quote.sent', 'quote.accepted', 'payment.received',
  // papers
  'form.filed', 'report.submitted', 'root-cause.found', 'action.taken',
  // judging
  'promise.excused', 'promise.explained', 'clock.struck',
] as const

export const agreementFactKinds = [
  'agreement.started', 'agreement.ended', 'project.accepted', 'acceptance.signed', 'completion.signed', 'software.went-live', 'goods.ordered',
  'goods.delivered', 'goods.unpacked', 'equipment.installed', 'milestone.agreed', 'milestone.reached', 'notice.given', 'visit.scheduled',
  'hotline.changed', 'customer.notified', 'product.sold', 'card.returned', 'season.started', 'season.announced', 'stock-plan.submitted',
  'card.issued', 'manual.delivered', 'emergency-plan.delivered', 'system.due-live', 'training.held', 'activity.done', 'activity.waived',
  'inspection.completed', 'inspection.reported', 'design.requested', 'design.proposed', 'event.occurred',
] as const

/** What happens to one piece of the installed base and to nothing else. */
export const ownAssetFactKinds = [
  'asset.moved', 'asset.swapped', 'asset.retired', 'serial.recorded', 'goods.checked', 'trial.passed', 'acceptance.preliminary', 'settings.recorded',
  'unit.replaced', 'cover.extended', 'cover.granted', 'cover.overridden', 'fitting.shelved', 'fitting.commissioned',
] as const
/** Events of an agreement that may be told of one asset: each opens or proves a term of cover of that asset alone. */
export const sharedAssetFactKinds = [
  'goods.delivered', 'goods.unpacked', 'equipment.installed', 'acceptance.signed', 'completion.signed', 'project.accepted', 'software.went-live',
  'product.sold', 'card.returned', 'card.issued', 'part.replaced',
] as const
export const assetFactKinds = [...ownAssetFactKinds, ...sharedAssetFactKinds] as const

/** Told of a ticket or an agreement by the chain of an approval alone. */
export const approvalFactKinds = ['approval.asked', 'approval.decided'] as const

export const factKinds = [...ticketFactKinds, ...agreementFactKinds, ...ownAssetFactKinds, ...approvalFactKinds] as const
export type FactKind = (typeof factKinds)[number]

/** Fields of a fact that change what is true of its subject from then on. */
export const attributeNames = [
  'type', 'channel', 'severity', 'level', 'zone', 'phase', 'urgency', 'complexity', 'cause', 'diagnosis', 'work', 'critical', 'product', 'role',
  'returnReason',
] as const
