/** The account calls over HTTP, and the drawn phone's messages. */
import { z } from 'zod';
import type { Result } from '../../../contract/result';
import { RegistrationRequest } from '../../submissions/wire/accounts';
import type { PortalReply, Route } from '../server/types';
import type { AccountDesk } from './account-desk';

/** Account bodies are a name, an address, a few numbers. */
const MAX_BODY_BYTES = 64 * 1024;

/** HTTP status of a refusal: the reason itself travels in the body. */
const REFUSED_STATUS = 409;

const CodeTyped = z.object({ maDangKy: z.string(), maXacThuc: z.string().max(100) });
const Resend = z.object({ maDangKy: z.string() });
const SignIn = z.object({ soDinhDanh: z.string().max(100), matKhau: z.string().max(1_000) });

const JSON_BODY = { kind: 'json', maxBytes: MAX_BODY_BYTES } as const;

/** Makes the routes over the account desk. */
export function createAccountRoutes(desk: AccountDesk): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/tai-khoan\/dang-ky$/,
      body: JSON_BODY,
      service: 'account',
      handle: parsed(RegistrationRequest, async (input) => fromResult(await desk.register(input))),
    },
    {
      method: 'POST',
      path: /^\/tai-khoan\/xac-thuc$/,
      body: JSON_BODY,
      service: 'account',
      handle: parsed(CodeTyped, ({ maDangKy, maXacThuc }) =>
        fromResult(desk.verify(maDangKy, maXacThuc)),
      ),
    },
    {
      method: 'POST',
      path: /^\/tai-khoan\/gui-lai-ma$/,
      body: JSON_BODY,
      service: 'account',
      handle: parsed(Resend, ({ maDangKy }) => fromResult(desk.resend(maDangKy))),
    },
    {
      method: 'POST',
      path: /^\/tai-khoan\/dang-nhap$/,
      body: JSON_BODY,
      service: 'account',
      handle: parsed(SignIn, async ({ soDinhDanh, matKhau }) =>
        fromResult(await desk.signIn(soDinhDanh, matKhau)),
      ),
    },
    {
      method: 'GET',
      path: /^\/tai-khoan\/toi$/,
      body: { kind: 'none' },
      service: 'account',
      handle: ({ headers }) => fromResult(desk.readProfile(String(headers['x-phien'] ?? ''))),
    },
    {
      method: 'POST',
      path: /^\/tai-khoan\/dang-xuat$/,
      body: { kind: 'none' },
      service: 'account',
      handle: ({ headers }) => {
        desk.signOut(String(headers['x-phien'] ?? ''));
        return { status: 200, json: {} };
      },
    },
    {
      method: 'GET',
      path: /^\/dien-thoai\/(\d{10})\/tin-nhan$/,
      body: { kind: 'none' },
      service: 'phone',
      handle: ({ params }) => ({
        status: 200,
        json: { tinNhan: desk.readMessages(params[0] ?? '') },
      }),
    },
  ];
}

function fromResult(result: Result<object | null>): PortalReply {
  return result.ok
    ? { status: 200, json: result.value ?? {} }
    : { status: REFUSED_STATUS, json: { loi: result.failure } };
}

/** Malformed input is named by its field only: the value is a person's. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  handle: (input: z.output<Schema>) => PortalReply | Promise<PortalReply>,
): Route['handle'] {
  return ({ json }) => {
    const input = schema.safeParse(json);
    if (input.success) return handle(input.data);
    const field = String(input.error.issues[0]?.path[0] ?? '');
    return { status: 400, json: { loi: { reason: 'PORTAL_REFUSED', details: { field } } } };
  };
}
