// The resources the benchmark's app uses, answered from memory.

/** @param config what config.get serves: key to text */
export function createResources(config) {
  const records = new Map();
  return { answer: (command, sent) => ({ cmd: command.cmd, cmd_id: command.cmd_id, reply: true, success: true,
    ...fields(command, sent, records, config) }) };
}

function fields(command, sent, records, config) {
  switch (command.cmd) {
    case 'config.get':
      return { value: config[command.key] ?? null };
    case 'kv.get':
      return { value: records.get(command.key) ?? null };
    case 'kv.set':
      // Kept as text: a store does not share objects with its guests.
      records.set(command.key, JSON.parse(JSON.stringify(command.value)));
      return {};
    case 'outbound.reply_to':
      sent.push(command.content);
      return {};
    case 'log.info':
      return {};
    default:
      return { success: false, reason: `${command.cmd} is not answered here` };
  }
}
