// @vitest-environment jsdom
import { installCors } from "../../src/adapters/jsdom.js";
import { testAsEnvironment } from "./as-environment.js";

testAsEnvironment(installCors);
