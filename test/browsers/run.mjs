// npm run browsers: performs cases in real browsers and lays the model's verdicts beside what they did.
import { fail, HELP, readOptions } from "./options.mjs";

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else {
    // Not before the options are read: the sources are bundled for it.
    const { main } = await import("./main.mjs");
    await main(options);
  }
} catch (error) {
  fail(process.argv.includes("--log") ? error.stack : error.message);
}
process.exit();
