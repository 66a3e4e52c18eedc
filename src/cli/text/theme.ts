import { Chalk } from "chalk";

type Paint = (text: string) => string;

/** What colours are used for; no meaning is in them alone. */
export interface Theme {
  readonly title: Paint;
  readonly label: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly odd: Paint;
  readonly code: Paint;
  /** What must not be overlooked. */
  readonly loud: Paint;
}

export function themeOf(colour: boolean): Theme {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    title: chalk.bold,
    label: chalk.dim,
    quiet: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    odd: chalk.yellow,
    code: chalk.cyan,
    loud: chalk.bold.yellow,
  };
}
