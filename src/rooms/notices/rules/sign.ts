import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of a webhook, 256 random bits. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/** The value of the header `Wardline-Signature`: `t=<unix seconds>,v1=<HMAC-SHA-256 in hex>` over `<t>.<body>`, so that
 *  neither the body nor the time it was sent at can be changed.  @source RFC 2104; the form is Stripe's and widely read */
export function signatureOf(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/** What a receiver does: true when the signature is right and not older than `toleranceSeconds`. */
export function isSigned(
  header: string,
  of: { secret: string; body: string; nowSeconds: number; toleranceSeconds: number },
): boolean {
  const at = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header)?.[1] ?? Number.NaN);
  if (!Number.isFinite(at) || Math.abs(of.nowSeconds - at) > of.toleranceSeconds) return false;
  const [right, given] = [signatureOf(of.secret, at, of.body), header].map((text) => Buffer.from(text));
  return (
    right !== undefined &&
    given !== undefined &&
    right.length === given.length &&
    timingSafeEqual(right, given)
  );
}
