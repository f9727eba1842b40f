// Loaded into the server: when the command that started it is killed outright, the server stops in good order.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
