import {HELP} from './help.js';
import {UsageError, type Io} from './io.js';

type Command = (args: string[], io: Io) => Promise<number>;

// Loaded when asked for: `doctor` needs no server, `serve` no sandbox.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serve,
  sandbox: async () => (await import('./sandbox.js')).sandbox,
  doctor: async () => (await import('./doctor.js')).doctor,
};

/** Runs one command line. Resolves to the exit code: 0, 1 (it did not work, or the doctor found faults), 2 (misuse). */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (['--help', '-h', 'help'].includes(name)) {
    io.out(HELP[rest[0] ?? ''] ?? HELP[''] ?? '');
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!load) throw new UsageError(`there is no command "${name.slice(0, 40)}". Try: npx phoenix-payment --help`);
    refuseSecrets(rest, io);
    if (rest.some((arg) => arg === '--help' || arg === '-h')) {
      io.out(HELP[name] ?? '');
      return 0;
    }
    return await (
      await load()
    )(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError || isParseError(error))) throw error;
    io.err(`phoenix-payment: ${error.message}`);
    return 2;
  }
}

/** Every user of a machine can read every process' command line, and shells write theirs down. */
function refuseSecrets(args: readonly string[], {env}: Io): void {
  const secrets = [env['PHOENIX_CLIENT_SECRET'], env['PHOENIX_KEY']].filter((secret) => secret);
  if (args.some((arg) => /^--?[\w-]*(secret|key)\b/i.test(arg) || secrets.some((secret) => arg.includes(secret ?? ''))))
    throw new UsageError(
      'no secrets on the command line, where every user of the machine can read them. ' +
        'Set PHOENIX_CLIENT_SECRET (or PHOENIX_KEY), or the same with _FILE to the path of a file that holds it.',
    );
}

const isParseError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
