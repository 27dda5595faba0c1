import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as devices from './service/device.ts';
import * as imports from './service/imports.ts';
import { preview } from './service/preview.ts';
import { startImport } from './service/start.ts';

export const routes = [
  route(contract.preview, (ctx, input, exchange) => preview(ctx, input, exchange.upload)),
  route(contract.startImport, (ctx, input, exchange) => startImport(ctx, input, exchange.upload)),
  route(contract.imports, imports.imports),
  fileRoute(contract.importsFile, imports.importsFile),
  route(contract.oneImport, (ctx, input) => imports.importSummary(ctx, input.importId)),
  route(contract.importRows, imports.importRows),
  fileRoute(contract.refusedFile, (ctx, input) => imports.refusedFile(ctx, input.importId)),
  route(contract.device, (ctx, input) => devices.device(ctx, input.deviceId)),
  route(contract.correctDevice, devices.correctDevice),
  route(contract.deviceHistory, devices.deviceHistory),
];
