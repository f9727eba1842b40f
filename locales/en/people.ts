// Mails about access. {name}, {org}, {link}, {hours}, {days} are filled in.
export const people = {
  'reset.subject': 'Choose a new password – {org}',
  'reset.text': 'Hello {name},\n\nsomebody asked for a new password for this address. Open this link within {minutes} minutes to choose one; it works once:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is.\n\n{org}',
  'invite.subject': '{inviter} invites you to {org}',
  'invite.text': 'Hello {name},\n\n{inviter} has made an account for you at {org}. Open this link within {days} days and choose a password; it works once:\n\n{link}\n\n{org}',
  'changed.subject': 'Your password was changed – {org}',
  'changed.text': 'Hello {name},\n\nyour password was changed just now and your other sessions have ended. If it was not you, ask an administrator at once.\n\n{org}',
} as const
