// Requests to the server. Whatever goes wrong comes back as one sentence for a person.

/** An error whose message may be shown as it is. */
export class ApiError extends Error {
  /**
   * @param {string} code "" when the server could not be reached
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export function get(path) {
  return request(path, { headers: { Accept: "application/json" } });
}

/**
 * @template T
 * @param {string} path
 * @param {unknown} body
 * @param {number} [within] milliseconds until it is given up
 * @returns {Promise<T>}
 */
export function post(path, body, within) {
  return request(path, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }, within);
}

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export function remove(path) {
  return request(path, { method: "DELETE", headers: { Accept: "application/json" } });
}

/**
 * @param {string} path
 * @param {RequestInit} options
 * @param {number} [within] milliseconds
 * @returns {Promise<any>}
 */
async function request(path, options, within = 20_000) {
  let response;
  try {
    response = await fetch(path, { ...options, credentials: "same-origin", signal: AbortSignal.timeout(within) });
  } catch {
    throw new ApiError("", "Askagain cannot be reached right now. Check that it is still running, then try again.");
  }
  if (response.status === 204) return undefined;
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  const known = body?.error;
  if (typeof known?.message === "string" && known.message !== "") throw new ApiError(String(known.code ?? ""), known.message);
  throw new ApiError("internal", `The server gave an answer that this page does not understand (${response.status}). Please try again.`);
}
