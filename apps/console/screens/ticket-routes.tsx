export const ticketRoutes: readonly { path: string; load: () => Promise<import('react').ComponentType> }[] = []
