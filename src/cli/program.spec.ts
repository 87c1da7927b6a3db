/** Every command of the program explains itself: the help is that of the process, asked for without one. */
import type { Command } from 'commander';
import { buildProgram } from './program.js';

function namesOf(command: Command, above: readonly string[] = []): string[][] {
  const own = command.commands.flatMap((child) => namesOf(child, [...above, child.name()]));
  return command.commands.length > 0 ? own : [[...above]];
}

/** What `quittance … --help` prints, and how it ends. */
async function help(names: readonly string[]): Promise<{ readonly text: string; readonly code: unknown }> {
  const program = buildProgram();
  let text = '';
  const catchText = (command: Command): void => {
    command.configureOutput({ writeOut: (part) => (text += part) });
    command.commands.forEach(catchText);
  };
  catchText(program);
  const code = await program.parseAsync([...names, '--help'], { from: 'user' }).then(
    () => 'went on',
    (error: { readonly exitCode?: number }) => error.exitCode,
  );
  return { text, code };
}

const ALL = namesOf(buildProgram());

it('knows its commands', () => {
  const known = ALL.map((names) => names.join(' '));
  expect(known).toEqual(expect.arrayContaining(['serve', 'case list', 'rules activate', 'register names', 'worklist']));
  expect(known.length).toBeGreaterThan(60);
});

it.each(ALL.map((names) => [names.join(' '), names]))('gives %s an example in its help', async (name, names) => {
  const { text, code } = await help(names);
  expect(code).toBe(0);
  expect(text).toMatch(/Examples?:\n {2}quittance /);
  expect(text).toContain(`Usage: quittance ${String(name)}`);
});
