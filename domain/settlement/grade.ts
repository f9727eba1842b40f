// How good a dealer is, from what it did: each figure between 0 and 100, the score their mean. A grade is only proposed here; people decide.
export const grades = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof grades)[number]

export type DealerWork = { cards: { inTime: number; all: number }; claims: { inScope: number; judged: number }; tasks: { inTime: number; all: number }; unfounded: number; frauds: number }
export type DealerScore = { score: number; cards: number; claims: number; tasks: number }

const unfoundedCosts = 5

/** What was never asked of a dealer does not count against it. */
export function scoreDealer({ cards, claims, tasks, unfounded }: DealerWork): DealerScore {
  const share = (good: number, all: number) => (all === 0 ? 100 : Math.round((good * 100) / all))
  const shares = { cards: share(cards.inTime, cards.all), claims: share(claims.inScope, claims.judged), tasks: share(tasks.inTime, tasks.all) }
  const mean = Math.round((shares.cards + shares.claims + shares.tasks) / 3)
  return { ...shares, score: Math.max(0, mean - unfounded * unfoundedCosts) }
}

export type GradeProposal = { grade: Grade; award: boolean; because: 'score' | 'fraud' }

/** Fraud or a serious problem brings the grade down by one whatever the score; the best score is proposed for the award. */
export function proposeGrade(current: Grade, work: DealerWork): GradeProposal {
  if (work.frauds > 0) return { grade: below(current), award: false, because: 'fraud' }
  const { score } = scoreDealer(work)
  const grade: Grade = score >= 90 ? 'A' : score >= 75 ? 'B' : score >= 60 ? 'C' : 'D'
  return { grade, award: score >= 95, because: 'score' }
}

export const isDowngrade = (from: Grade, to: Grade): boolean => grades.indexOf(to) > grades.indexOf(from)
const below = (grade: Grade): Grade => grades[Math.min(grades.indexOf(grade) + 1, grades.length - 1)]!
