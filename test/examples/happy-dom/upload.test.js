import { Window } from "happy-dom";
import { expect, test } from "vitest";
import { installCors } from "whycors/happy-dom";
import "whycors/vitest";
import { upload } from "./upload.js";

test("a picture is uploaded, with progress", async () => {
  const window = new Window({ url: "https://app.example/" });
  // The server as a mock has it: it knows the one request that the code makes.
  const network = ({ method }) =>
    method === "POST"
      ? { status: 201, headers: { "Access-Control-Allow-Origin": "https://app.example" } }
      : { status: 405 };
  const cors = installCors(window, { network });
  const picture = new window.File(["…"], "cat.png", { type: "image/png" });
  const progress = [];
  await upload(window, picture, (part) => progress.push(part)).catch(() => {});
  expect(cors).toBeAllowedByCors();
  expect(progress).toEqual([1]);
});
