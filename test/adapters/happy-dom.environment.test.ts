// @vitest-environment happy-dom
import { installCors } from "../../src/adapters/happy-dom.js";
import { testAsEnvironment } from "./as-environment.js";

testAsEnvironment(installCors);
