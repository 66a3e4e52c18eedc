import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { installCors } from "whycors/jsdom";
import "whycors/vitest";

test("the visitor's name is shown", async () => {
  let cors;
  const { window } = await JSDOM.fromFile(new URL("profile.html", import.meta.url).pathname, {
    url: "https://app.example/",
    runScripts: "dangerously",
    beforeParse(window) {
      // The server says yes to everyone, which is not enough for a request with cookies.
      const headers = { "Access-Control-Allow-Origin": "*" };
      cors = installCors(window, { network: () => ({ headers, body: '{"name":"Ada"}' }) });
    },
  });
  await expect.poll(() => cors.verdicts.length).toBe(1);
  expect(cors).toBeAllowedByCors();
  expect(window.document.querySelector("#name").textContent).toBe("Ada");
});
