import { runBridge } from './bridge/run-bridge.ts';

await runBridge(process.argv.slice(2));
