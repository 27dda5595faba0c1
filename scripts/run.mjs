// What `bin/wardline` runs: builds when sources are newer, then hands over to the program.
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Wardline needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(3);
}
let build;
try {
  build = await import('./build.mjs');
  await build.buildProgram();
  if (process.argv.includes('start', 2))
    await build.buildWeb(() => console.error('Building the web app (only after a change) ...'));
} catch (error) {
  if (error?.code === 'ERR_MODULE_NOT_FOUND')
    console.error('Some packages are missing. Run `npm ci` here first.');
  else console.error(`Could not build: ${error?.message ?? error}`);
  process.exit(3);
}
const program = fileURLToPath(new URL('../dist/wardline.js', import.meta.url));
await import(pathToFileURL(program).href);
