import type { Catalog } from "../../explain/catalogs/catalog.js";

/** Stands for the Chinese catalog until somebody reads Chinese: nobody else loads its sentences. */
export const zhCn = { language: "zh-CN" } as Catalog;

export async function loadChinese(): Promise<void> {
  Object.assign(zhCn, (await import("../../explain/catalogs/zh-cn.js")).zhCn);
}
