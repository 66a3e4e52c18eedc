import { expect, test } from "vitest";
import { runCli } from "./run-cli.js";

test("--help lists the commands", async () => {
  expect(await runCli(["--help"])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(/whycors replay <files\.\.>/),
  });
  expect((await runCli(["--help"])).out).toMatchInlineSnapshot(`
    "Why CORS says no.

    Usage: whycors <command> [options]

    Commands:
      whycors explain <input>    Explain code, a curl command, a console line or a recorded request
      whycors replay <files..>   Judge recorded HTTP exchanges as a browser would
      whycors cases [paths..]    Judge cases: what a page does and how the server answers
      whycors check [input]      Ask a real server what a browser would, and judge its answers
      whycors audit <url>        Ask a server what its CORS set-up allows, and whether that is wise
      whycors record <url>       Record a page in Chromium, with the engine's own reasons
      whycors conform [paths..]  Test another fetch or XMLHttpRequest by the cases, or a server by its
                                 policy
      whycors profiles [name]    List the profiles, or what one of them does otherwise than the standard
      whycors serve              Open the playground, lessons and lab on this machine
      whycors lessons [lesson]   Read what tutorials say of CORS, what is so, and see it happen
                                                                                        [aliases: learn]
      whycors quiz               Say what a browser would do, and see whether you are right
      whycors completion         Print a script for bash or zsh: source <(whycors completion)

    Options:
      -h, --help     Show help                                                                 [boolean]
          --color    Colour, also when piped; --no-color for none                              [boolean]
          --version  Show version number                                                       [boolean]
    "
  `);
});

test.each(["replay", "cases", "serve"])("%s --help has examples and fits the terminal", async (command) => {
  const { code, out } = await runCli([command, "--help"], { width: 80 });
  expect(code).toBe(0);
  expect(out).toContain(`whycors ${command}`);
  expect(out).toContain("Examples:");
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("--version", async () => {
  expect(await runCli(["--version"])).toMatchObject({ code: 0, out: "0.0.0-source\n" });
});

test.each([
  [""],
  ["reply session.har"],
  ["session.har"],
  ["--verbose"],
  ["replay"],
  ["replay x.har --fromat json"],
  ["replay x.har --format yaml"],
  ["replay x.har --format jsn"],
  ["replay x.har --format json --format ndjson"],
  ["replay x.har --profile"],
  ["replay x.har --profile chromiun"],
  ["replay x.har --profile spec,netscape"],
  ["replay x.har --api ajax"],
  ["replay x.har --only blokced"],
  ["replay x.har --no-such-thing"],
  ["replay x.har --fail-on changed"],
  ["replay x.har --baseline missing.ndjson"],
  ["replay x.har --lang klingon"],
  ["cases --format sarif"],
  ["cases missing.json"],
  ["cases 'no/*.json'"],
  ["cases --init case.txt"],
] as const)("whycors %s", async (line) => {
  const args = line.split(" ").filter((arg) => arg !== "");
  const { out, err, code } = await runCli(args.map((arg) => arg.replaceAll("'", "")));
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
  expect(err).toMatchSnapshot();
});
