// Latency of ONNX Runtime through Skylite's face and through Node's binding of the same library, in turns.
// Usage: node compare.mjs FOLDER_OF_onnxruntime-node TURNS_PROGRAM [turns] [threads,…]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [binding, program, turns = '40', threadList = '1'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node compare.mjs FOLDER_OF_onnxruntime-node TURNS_PROGRAM [turns] [threads,…]');
  process.exit(2);
}

const require = createRequire(import.meta.url);
const ort = require(resolve(binding));
const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
const library = join(resolve(binding), 'bin', 'napi-v6', process.platform, architecture);
const runsPerTurn = 5;

const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, SKYLITE_ONNXRUNTIME: library } });
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const ask = async (command) => {
  child.stdin.write(`${command}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error(`the .NET half ended at '${command}'`);
  return value;
};

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

const folder = mkdtempSync(join(tmpdir(), 'skylite-node-'));
try {
  console.log(`${cpus()[0].model}, Node ${process.version}\n`);
  console.log('| network | side | batch | threads | Node, ms | Skylite, ms | Skylite ÷ Node | p10–p90 of the turns |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [model, side, batch] of [['resnet18', 224, 1], ['mobilenet-v2', 224, 1], ['mobilenet-v2', 64, 1], ['mobilenet-v2', 64, 8], ['lenet', 32, 1]]) {
    const path = join(folder, `${model}-${side}.onnx`);
    await ask(`write ${model} ${side} ${path}`);
    for (const threads of threadList.split(',')) {
      await ask(`open ${path} ${threads} ${batch} ${side}`);
      const session = await ort.InferenceSession.create(path, {
        intraOpNumThreads: Number(threads),
        extra: { session: { force_spinning_stop: '1' } },
      });
      const feeds = { input: new ort.Tensor('float32', new Float32Array(batch * 3 * side * side), [batch, 3, side, side]) };
      const node = [];
      const skylite = [];
      const ratios = [];
      for (let turn = -3; turn < Number(turns); turn++) {
        const mine = [];
        const nodeTurn = async () => {
          await session.run(feeds);
          for (let i = 0; i < runsPerTurn; i++) {
            const start = performance.now();
            await session.run(feeds);
            mine.push(performance.now() - start);
          }
        };
        let theirs;
        // Who goes first changes, and the first run of each turn warms the caches.
        const skyliteTurn = async () => { theirs = (await ask(`run ${runsPerTurn + 1}`)).split(' ').slice(1).map(Number); };
        if (turn % 2 === 0) { await nodeTurn(); await skyliteTurn(); } else { await skyliteTurn(); await nodeTurn(); }
        if (turn >= 0) {
          node.push(...mine);
          skylite.push(...theirs);
          ratios.push(median(theirs) / median(mine));
        }
      }
      ratios.sort((a, b) => a - b);
      const at = (share) => ratios[Math.round(share * (ratios.length - 1))].toFixed(2);
      console.log(`| ${model} | ${side} | ${batch} | ${threads} | ${median(node).toFixed(3)} | ${median(skylite).toFixed(3)} | ${median(ratios).toFixed(3)} | ${at(0.1)}–${at(0.9)} |`);
      await session.release();
    }
  }
} finally {
  child.stdin.end();
  rmSync(folder, { recursive: true, force: true });
}
