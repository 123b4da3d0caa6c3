// Does a report do in a browser what people do with it?
//
//   node check_report.mjs REPORT.html FOLDER
//
// Opens the file from disk with the network blocked, looks at it as wide as a desk and as narrow as a phone, light and dark, moves
// and zooms the map by mouse and keyboard, hides a layer, changes the language, follows a place, prints to PDF (A4 and A3) and lets axe-core look for
// what keeps people out. Pictures go into FOLDER. Needs playwright-core and axe-core beside it (NODE_PATH) and Chromium.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import assert from "node:assert/strict";

const require = createRequire(path.join(process.env.LYKTA_NODE ?? process.cwd(), "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [report, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const asked = [];
const errors = [];

async function opened(options) {
  const context = await browser.newContext({ bypassCSP: true, offline: true, ...options });
  const page = await context.newPage();
  page.on("request", request => { if (!request.url().startsWith("file:")) asked.push(request.url()); });
  page.on("console", message => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", error => errors.push(String(error)));
  await page.goto(pathToFileURL(path.resolve(report)).href);
  return page;
}
const view = page => page.locator(".main-map:visible").getAttribute("viewBox");
const picture = (page, name, whole = true) => page.screenshot({ path: path.join(folder, name), fullPage: whole });

async function look(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const told = found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).slice(0, 3).join("; ")}`);
  assert.deepEqual(told, [], `axe-core, ${name}`);
}

const page = await opened({ viewport: { width: 1280, height: 900 } });
const first = await page.evaluate(() => document.documentElement.dataset.language);
await picture(page, "desk.png");
await look(page, "desk");

// The map by its buttons, the keyboard and the mouse.
const home = await view(page);
await page.locator("[data-map=in]:visible").click();
assert.notEqual(await view(page), home, "the button zooms");
await page.locator("[data-map=home]:visible").click();
assert.equal(await view(page), home, "and goes back");
await page.locator(".main-map:visible").focus();
for (const key of ["ArrowRight", "+", "-", "ArrowLeft", "ArrowUp", "ArrowDown"]) {
  const before = await view(page);
  await page.keyboard.press(key);
  assert.notEqual(await view(page), before, key);
}
await page.keyboard.press("0");
assert.equal(await view(page), home, "0 shows the places");
const box = await page.locator(".main-map:visible").boundingBox();
await page.mouse.move(box.x + 30, box.y + 30);
await page.mouse.down();
await page.mouse.move(box.x + 130, box.y + 80, { steps: 4 });
await page.mouse.up();
assert.notEqual(await view(page), home, "the mouse drags");
await page.keyboard.down("Control");
await page.mouse.wheel(0, -300);
await page.keyboard.up("Control");
await page.locator("[data-map=all]:visible").click();
await picture(page, "whole_area.png", false);
await page.locator("[data-map=home]:visible").click();

// A layer goes and comes back.
const cells = page.locator("[data-layer=cells]:visible");
await cells.uncheck();
assert.ok(await page.locator(".main-map:visible").evaluate(map => map.classList.contains("no-cells")));
await cells.check();

// A place on the map leads to its card.
const pins = page.locator(".main-map:visible .pins a");
if (await pins.count()) {
  await pins.first().focus();
  await page.keyboard.press("Enter");
  const target = await pins.first().getAttribute("href");
  assert.equal(new URL(page.url()).hash, target);
  assert.ok(await page.locator(target).isVisible());
}

// The other language, and what it says.
await page.locator(".other-language:visible").click();
const second = await page.evaluate(() => document.documentElement.lang);
assert.notEqual(second, first);
assert.equal(await page.locator(`.edition[lang=${first}]`).isVisible(), false);
assert.ok(await page.locator(`.edition[lang=${second}]`).isVisible());
await look(page, second);
await page.locator(".other-language:visible").click();

for (const format of ["A4", "A3"]) {
  const file = path.join(folder, `report_${format}.pdf`);
  await page.pdf({ path: file, format, printBackground: true, preferCSSPageSize: false });
  assert.ok(statSync(file).size > 10_000, `${format} is printed`);
}

const phone = await opened({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
assert.ok(wide <= 1, `nothing sticks out on a phone (${wide} px)`);
await picture(phone, "phone.png");
await look(phone, "phone");

const dark = await opened({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
await picture(dark, "dark.png");
await look(dark, "dark");

assert.deepEqual(asked, [], "nothing is asked of a network");
assert.deepEqual(errors, [], "no error in the console");
await browser.close();
console.log(`the report works: ${statSync(report).size} bytes, pictures in ${folder}`);
